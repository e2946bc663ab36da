import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { buildApp } from '@persist/compiler';
import { ensureContract } from '@persist/compiler/build';
import { checkContract } from '../../src/doctor/checks/contract.js';
import { checkTsconfig } from '../../src/doctor/checks/tsconfig.js';
import { scratchApp } from './scratch-app.js';

test('contract: passes where what a start would read fits the sources', async (t) => {
  const app = await scratchApp(t);
  await ensureContract(app.root);
  await buildApp({ root: app.root });

  const finding = await checkContract(app.subject());

  assert.deepEqual(finding, {
    status: 'PASS',
    summary: '1 model, as in .persist/contract.json and dist/contract.json',
  });
});

test('contract: none yet is a warning, and looking makes none', async (t) => {
  const app = await scratchApp(t);

  const first = await checkContract(app.subject());
  const again = await checkContract(app.subject());

  assert.equal(first.status, 'WARN');
  assert.match(first.summary, /there is no contract yet/);
  assert.deepEqual(again, first);
});

test('contract: one that is older than the sources is a warning', async (t) => {
  const app = await scratchApp(t);
  await ensureContract(app.root);
  await buildApp({ root: app.root });
  await app.edit('src/model.ts', 'title: string;', "title: string;\n    colour = 'red';");

  const finding = await checkContract(app.subject());

  assert.equal(finding.status, 'WARN');
  assert.equal(finding.summary, 'older than the sources: .persist/contract.json and dist/contract.json');
  assert.match(finding.mend!, /`persist start` refuses to run it/);
});

test('contract: sources with an error fail with its place and what to write instead', async (t) => {
  const app = await scratchApp(t);
  await app.edit('src/model.ts', 'title: string;', 'title: string;\n    onChange = () => {};');

  const finding = await checkContract(app.subject());

  assert.equal(finding.status, 'FAIL');
  assert.equal(finding.summary, 'the sources have 1 error');
  assert.match(finding.detail!, /^src\/model\.ts:7:5 Note\.onChange/);
  assert.match(finding.mend!, /behaviour in methods/);
});

test('contract: a file that is none fails', async (t) => {
  const app = await scratchApp(t);
  await app.write('.persist/contract.json', '{ "contractVersion": 1, "models": ');

  const finding = await checkContract(app.subject());

  assert.equal(finding.status, 'FAIL');
  assert.equal(finding.summary, '.persist/contract.json is no contract');
});

test('contract: of a built app without its sources the built one counts', async (t) => {
  const app = await scratchApp(t);
  await buildApp({ root: app.root });
  await rm(app.path('src'), { recursive: true });

  const built = await checkContract(app.subject());
  await rm(app.path('dist/contract.json'));
  const missing = await checkContract(app.subject());

  assert.deepEqual(built, { status: 'PASS', summary: 'dist/contract.json: 1 model' });
  assert.equal(missing.status, 'FAIL');
  assert.equal(missing.summary, 'dist/contract.json is missing');
});

test('tsconfig: passes as it should be', async (t) => {
  const app = await scratchApp(t);

  assert.equal((await checkTsconfig(app.subject())).status, 'PASS');
});

test('tsconfig: none is a warning', async (t) => {
  const app = await scratchApp(t);
  await rm(app.path('tsconfig.json'));

  const finding = await checkTsconfig(app.subject());

  assert.equal(finding.status, 'WARN');
  assert.match(finding.mend!, /"strict": true/);
});

test('tsconfig: what hides types from the contract fails, and the contract check points here', async (t) => {
  const app = await scratchApp(t);
  await app.edit('tsconfig.json', '"strict": true', '"strict": false, "experimentalDecorators": true');
  const subject = app.subject();

  const tsconfig = await checkTsconfig(subject);
  const contract = await checkContract(subject);

  assert.equal(tsconfig.status, 'FAIL');
  assert.match(tsconfig.detail!, /tsconfig\.json:1:\d+ "strict": false/);
  assert.match(tsconfig.detail!, /tsconfig\.json:1:\d+ "experimentalDecorators"/);
  assert.equal(contract.status, 'WARN');
  assert.equal(contract.mend, 'Mend what the check `tsconfig` says.');
});

test('tsconfig: a built app needs none', async (t) => {
  const app = await scratchApp(t);
  await rm(app.path('src'), { recursive: true });

  assert.deepEqual(await checkTsconfig(app.subject()), {
    status: 'PASS',
    summary: 'there are no sources here, only the built app',
  });
});
