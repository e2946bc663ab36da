import assert from 'node:assert/strict';
import dns from 'node:dns';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { serialiseContract } from '@persist/contract';
import { model, PersistApp, type PersistPolicy } from '@persist/runtime';
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

test('an app that listens at a name listens at the first of its addresses, and its limits and its end hold there', async (t) => {
  t.mock.method(dns, 'lookup', (_name: string, ...rest: readonly unknown[]) => {
    const found = rest.at(-1) as (error: null, address: unknown, family?: number) => void;
    const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
    if ((rest[0] as { readonly all?: boolean }).all === true) found(null, addresses);
    else found(null, '127.0.0.1', 4);
  });
  const { app } = await openApp(t);

  const { port } = await app.listen({ port: 0, host: 'localhost', headersTimeoutMs: 200, logger: false });

  await assert.rejects(fetch(`http://127.0.0.2:${port}/ready`));
  const silent = connect(port, '127.0.0.1');
  assert.match(await text(silent), /^HTTP\/1\.1 408 /);
  const half = connect(port, '127.0.0.1').on('error', () => undefined).resume();
  await once(half, 'connect');
  half.write('GET /ready HTTP/1.1\r\n');
  // A reset is an end too.
  const ended = new Promise((resolve) => half.once('close', resolve));
  await app.close();
  await ended;
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

for (const [option, value, least] of [
  ['hotBytes', -1, 1],
  ['maxConcurrentCalls', 0, 1],
  ['maxWaitingPerRecord', -1, 0],
  ['maxWaitMs', Infinity, 1],
  ['idempotencyTtlMs', NaN, 1],
  ['drainDelayMs', 2 ** 31, 0],
  ['closeTimeoutMs', 0.5, 0],
] as const) {
  test(`a policy with a number that is none is refused before anything is opened: ${option} of ${value}`, async (t) => {
    await assert.rejects(openApp(t, { [option]: value }), (error: Error) => {
      assert.equal(error.name, 'RangeError');
      assert.ok(error.message.startsWith(`${option} is ${value}. Set it to a whole number from ${least} to `), error.message);
      return true;
    });
  });
}

test('a policy without any attempt is refused, and one that leaves numbers undefined has the defaults', async (t) => {
  await assert.rejects(openApp(t, { retry: { attempts: 0 } }), /^RangeError: retry\.attempts is 0\. Set it to/);

  const { app } = await openApp(t, { hotBytes: undefined, maxConcurrentCalls: undefined });
  const workshops = await app.openDomain(Workshop);

  assert.equal((await workshops.create('Shed')).version, 1);
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

async function openApp(t: TestContext, policy: PersistPolicy = {}) {
  const dir = await folder(t);
  const app = await PersistApp.open(dir, { ...policy, contract: await workshopContract() });
  t.after(() => app.close());
  return { app, dir };
}

async function folder(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'persist-app-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}
