import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import Fastify from 'fastify';
import { CommandEngine } from '../../../src/engine/command-engine.js';
import type { Engine } from '../../../src/engine/engine.js';
import { ReferenceExecutor } from '../../../src/engine/reference/reference-executor.js';
import { persistRoutes } from '../../../src/http/index.js';
import { ModelRegistry } from '../../../src/model-registry.js';
import { openSqliteStore } from '../../../src/store/sqlite/open-sqlite-store.js';
import { testEnvironment } from '../../../src/testing/index.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { ledgerContract } from '../open-ledger.js';

async function openEngine(t: TestContext): Promise<Engine> {
  const contract = await ledgerContract();
  const dir = await mkdtemp(join(tmpdir(), 'persist-mount-'));
  const environment = testEnvironment();
  const store = await openSqliteStore({ file: join(dir, 'persist.db'), clock: () => environment.now() });
  t.after(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });
  await store.migrate(contract);
  const registry = new ModelRegistry(contract);
  registry.open(LedgerBook);
  return new CommandEngine({
    store,
    executor: new ReferenceExecutor(store),
    environment,
    models: registry.models,
    maxConcurrentCalls: 100,
  });
}

/** A server that was there before, with habits of its own. */
async function openHost(t: TestContext) {
  const host = Fastify();
  host.setErrorHandler((error, _request, reply) => reply.code(418).send({ host: (error as Error).message }));
  host.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  host.post('/echo', (request) => ({ echo: request.body }));
  host.get('/fail', () => {
    throw new Error('host');
  });
  await host.register(persistRoutes, {
    prefix: '/data',
    contract: await ledgerContract(),
    engine: await openEngine(t),
    models: ['ledger-books'],
  });
  t.after(() => host.close());
  const url = await host.listen({ port: 0, host: '127.0.0.1' });
  return (path: string, init?: RequestInit) => fetch(url + path, init);
}

const json = { 'content-type': 'application/json' };

test('mounted routes serve a model under the prefix of the host', async (t) => {
  const ask = await openHost(t);

  const created = await ask('/data/ledger-books', { method: 'POST', headers: json, body: '{"name":"Home"}' });
  const read = await ask(created.headers.get('location')!);

  assert.equal(created.status, 201);
  assert.match(created.headers.get('location')!, /^\/data\/ledger-books\/[0-9a-f-]{36}$/);
  assert.equal(read.status, 200);
  assert.deepEqual(await read.json(), await created.json());
});

test('mounted routes name their requests', async (t) => {
  const ask = await openHost(t);

  const reply = await ask('/data/ledger-books/nope', { headers: { 'x-request-id': 'r-1' } });

  assert.equal(reply.headers.get('x-request-id'), 'r-1');
  assert.equal(((await reply.json()) as { correlationId: string }).correlationId, 'r-1');
});

test('mounted routes answer their own errors', async (t) => {
  const ask = await openHost(t);
  const post = (path: string, type: string) =>
    ask(path, { method: 'POST', headers: { 'content-type': type }, body: '{' });
  const codeOf = async (reply: Response) => ((await reply.json()) as { code: string }).code;

  assert.equal(await codeOf(await post('/data/ledger-books', 'application/json')), 'bad_request');
  assert.equal(await codeOf(await post('/data/ledger-books', 'text/plain')), 'unsupported_media_type');
  assert.equal(await codeOf(await ask('/data/ledger-books/a/b/c')), 'not_found');
  assert.equal(await codeOf(await ask('/data/ledger-books', { method: 'PUT' })), 'method_not_allowed');
});

test('the host keeps its parsers, its errors and its unknown routes', async (t) => {
  const ask = await openHost(t);

  const echo = await ask('/echo', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'hello',
  });
  const fail = await ask('/fail');
  const unknown = await ask('/data/other');

  assert.deepEqual(await echo.json(), { echo: 'hello' });
  assert.equal(echo.headers.get('x-request-id'), null);
  assert.equal(fail.status, 418);
  assert.equal(unknown.status, 404);
  assert.match(((await unknown.json()) as { message: string }).message, /Route GET:\/data\/other not found/);
});

test('the document of a mounted model names the paths it is mounted at', async (t) => {
  const ask = await openHost(t);

  const document = (await (await ask('/data/ledger-books/_openapi.json')).json()) as { paths: object };

  assert.ok(Object.keys(document.paths).every((path) => path.startsWith('/data/ledger-books')));
});

test('a model the contract does not have is refused with what it has', async () => {
  const host = Fastify();
  host.register(persistRoutes, { contract: await ledgerContract(), engine: {} as Engine, models: ['books'] });

  await assert.rejects(
    async () => host.ready(),
    /the contract has no model books; it has ledger-books, shops/,
  );
});
