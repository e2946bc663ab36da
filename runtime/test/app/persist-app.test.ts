import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { serialiseContract } from '@persist/contract';
import { model, PersistApp } from '@persist/runtime';
import { workshopContract } from '../engine/open-engine.js';
import { Workshop } from '../fixtures/workshop/src/model.js';

test('an app serves its models and is ready until it closes', async (t) => {
  const { app } = await openApp(t);
  await app.serveAutonomousModel(Workshop);

  const { url, port } = await app.listen({ port: 0 });

  assert.equal(url, `http://127.0.0.1:${port}`);
  assert.equal((await fetch(`${url}/ready`)).status, 200);
  assert.equal((await fetch(`${url}/api/workshops`)).status, 200);
  await app.close();
  await app.close();
  await assert.rejects(fetch(`${url}/ready`));
});

test('an app listens to its own machine alone unless it is told otherwise', async (t) => {
  const { app } = await openApp(t);

  const { url, host, port } = await app.listen({ port: 0 });

  assert.equal(host, '127.0.0.1');
  assert.equal((await fetch(`${url}/ready`)).status, 200);
  // Another address of the same machine, which a server on all addresses would answer at.
  await assert.rejects(fetch(`http://127.0.0.2:${port}/ready`));
});

test('a class that is no model, or is not in the contract, is refused with the next step', async (t) => {
  class Plain {}
  @model
  class Stranger {
    name = '';
  }
  const { app } = await openApp(t);

  await assert.rejects(app.serveAutonomousModel(Plain), /Plain is not marked @model\. Write @model before the class/);
  await assert.rejects(
    app.serveAutonomousModel(Stranger),
    /Stranger \(strangers\) is not in the contract, which holds crews, profiles, workshops\..*persist build/,
  );
});

test('a model served too late is refused', async (t) => {
  const { app } = await openApp(t);
  await app.listen({ port: 0 });

  await assert.rejects(app.serveAutonomousModel(Workshop), /Call serveAutonomousModel before listen/);
});

test('a port that is taken and a PORT that is no port are refused', async (t) => {
  const { app: first } = await openApp(t);
  const { port } = await first.listen({ port: 0 });
  const { app: second } = await openApp(t);

  await assert.rejects(second.listen({ port }), { code: 'EADDRINUSE' });

  process.env['PORT'] = 'http';
  t.after(() => delete process.env['PORT']);
  await assert.rejects(second.listen(), /PORT is "http"\. Set it to a port from 0 .* to 65535/);
});

test('the contract is read from a file, and its absence says what to run', async (t) => {
  const dir = await folder(t);
  const file = join(dir, 'contract.json');

  await assert.rejects(PersistApp.open(join(dir, 'data'), { contract: file }), {
    name: 'ContractNotFoundError',
    message: new RegExp(`There is no contract at .*contract\\.json\\. Run \`persist build\``),
  });

  await writeFile(file, serialiseContract(await workshopContract()));
  await writeFile(join(dir, 'package.json'), JSON.stringify({ name: 'workshop-app', version: '2.1.0' }));
  const app = await PersistApp.open(join(dir, 'data'), { contract: file });
  t.after(() => app.close());
  const { url } = await app.listen({ port: 0 });
  const document = (await (await fetch(`${url}/_openapi.json`)).json()) as { info: object };
  assert.deepEqual(document.info, { title: 'workshop-app', version: '2.1.0', description: 'Serves nothing yet.' });
});

test('a contract that is no contract is refused with the place', async (t) => {
  const dir = await folder(t);
  const file = join(dir, 'contract.json');
  await writeFile(file, '{"contractVersion": 99}');

  await assert.rejects(PersistApp.open(join(dir, 'data'), { contract: file }), { name: 'InvalidContractError' });
});

test('a data folder that cannot be one is refused, and nothing stays open', async (t) => {
  const dir = await folder(t);
  await mkdir(join(dir, 'persist.db'));

  await assert.rejects(PersistApp.open(dir, { contract: await workshopContract() }), { name: 'StoreError' });
});

test('an app listens once', async (t) => {
  const { app } = await openApp(t);
  const { url } = await app.listen({ port: 0 });

  await assert.rejects(app.listen({ port: 0 }), /listens already/);

  await app.close();
  await assert.rejects(fetch(`${url}/ready`));
});

test('an app whose port was taken can listen at another', async (t) => {
  const { app: first } = await openApp(t);
  const { port } = await first.listen({ port: 0 });
  const { app } = await openApp(t);
  await assert.rejects(app.listen({ port }), { code: 'EADDRINUSE' });

  const { url } = await app.listen({ port: 0 });

  assert.equal((await fetch(`${url}/ready`)).status, 200);
});

test('an app that is closed while it starts to listen does not go on listening, nor listens again', async (t) => {
  const { app } = await openApp(t);

  const listening = app.listen({ port: 0 });
  await app.close();
  const { url } = await listening;

  await assert.rejects(fetch(`${url}/ready`));
  await assert.rejects(app.listen({ port: 0 }), /The app is closed\. Open it again/);
});

async function openApp(t: TestContext) {
  const dir = await folder(t);
  const app = await PersistApp.open(dir, { contract: await workshopContract() });
  t.after(() => app.close());
  return { app, dir };
}

async function folder(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'persist-app-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}
