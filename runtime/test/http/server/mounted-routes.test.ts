import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Engine } from '../../../src/engine/engine.js';
import { persistRoutes, type MountOptions } from '../../../src/http/index.js';
import { apiError } from '../../../src/model/decorators.js';
import { openTestApp, type TestApp } from '../../../src/testing/index.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { ledgerContract, openLedger } from '../open-ledger.js';

interface Host {
  /** How the server is made. */
  readonly server?: FastifyServerOptions;
  /** What the server has of its own, added before the routes. */
  readonly own?: (server: FastifyInstance) => void;
  readonly mount?: MountOptions & { readonly prefix?: string };
}

/** The ledger's routes at /v1 of somebody's server. */
async function openHost(t: TestContext, { server: options, own, mount }: Host = {}) {
  const app = await openLedger(t);
  const server = Fastify({ ...options });
  own?.(server);
  await server.register(app.app.routes, { prefix: '/v1', ...mount });
  t.after(() => server.close());
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return { app, server, url, ask: asker(url) };
}

function asker(url: string) {
  return async (path: string, { json, ...init }: RequestInit & { readonly json?: unknown } = {}) => {
    const body = json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) };
    const type: Record<string, string> = json === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await fetch(url + path, { ...body, ...init, headers: { ...type, ...(init.headers as object) } });
    const text = await reply.text();
    const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : text;
    return { status: reply.status, headers: reply.headers, body: parsed as Record<string, unknown> };
  };
}

const missing = '/v1/ledger-books/0190a0b0-0000-7000-8000-000000000000';

test('mounted routes serve a model below their prefix, and say so', async (t) => {
  const { ask } = await openHost(t);

  const created = await ask('/v1/ledger-books', { json: { name: 'Home' } });
  const read = await ask(created.headers.get('location')!);
  const refused = await ask(missing);

  assert.equal(created.status, 201);
  assert.match(created.headers.get('location')!, /^\/v1\/ledger-books\/[0-9a-f-]{36}$/);
  assert.deepEqual(read.body, created.body);
  assert.equal(refused.body['instance'], missing);
});

test('mounted routes serve a model at the root, and below a prefix inside a prefix', async (t) => {
  const { ask } = await openHost(t, { mount: { prefix: '' } });
  const app = await openLedger(t);
  const server = Fastify();
  await server.register(async (api) => api.register(app.app.routes, { prefix: '/books' }), { prefix: '/v1' });
  t.after(() => server.close());
  const nested = asker(await server.listen({ port: 0, host: '127.0.0.1' }));

  const atRoot = await ask('/ledger-books', { json: { name: 'Home' } });
  const below = await nested('/v1/books/ledger-books', { json: { name: 'Home' } });

  assert.match(atRoot.headers.get('location')!, /^\/ledger-books\/[0-9a-f-]{36}$/);
  assert.match(below.headers.get('location')!, /^\/v1\/books\/ledger-books\/[0-9a-f-]{36}$/);
});

test('the documents name the paths as mounted, and the reference shows them', async (t) => {
  const { ask } = await openHost(t, { mount: { info: { title: 'Books' } } });

  const whole = (await ask('/v1/_openapi.json')).body as { paths: object; info: { title: string } };
  const ofModel = (await ask('/v1/ledger-books/_openapi.json')).body as { paths: object };

  assert.equal(whole.info.title, 'Books');
  assert.ok(Object.keys(whole.paths).includes('/v1/shops'));
  assert.ok([...Object.keys(whole.paths), ...Object.keys(ofModel.paths)].every((path) => path.startsWith('/v1/')));
  assert.equal((await ask('/v1/_docs')).status, 200);
});

test('the reference can be left out', async (t) => {
  const { ask } = await openHost(t, { mount: { docs: false } });

  assert.equal((await ask('/v1/_docs')).status, 404);
});

test('health and readiness are left to the server', async (t) => {
  const { ask } = await openHost(t);

  assert.equal((await ask('/health')).body['error'], 'Not Found');
  assert.equal((await ask('/v1/ready')).body['code'], 'not_found');
});

test('mounted routes answer their own errors with problem documents', async (t) => {
  const { ask } = await openHost(t);
  const post = (body: string, type: string) =>
    ask('/v1/ledger-books', { method: 'POST', headers: { 'content-type': type }, body });

  const replies = [
    await post('{', 'application/json'),
    await post('hello', 'text/plain'),
    await ask(`${missing}/b/c`),
    await ask('/v1/other'),
    await ask('/v1/ledger-books', { method: 'PUT' }),
  ];

  assert.deepEqual(
    replies.map(({ status, body }) => `${status} ${String(body['code'])}`),
    ['400 bad_request', '415 unsupported_media_type', '404 not_found', '404 not_found', '405 method_not_allowed'],
  );
  assert.ok(replies.every(({ headers }) => headers.get('content-type')!.startsWith('application/problem+json')));
  assert.equal(replies.at(-1)!.headers.get('allow'), 'GET, HEAD, OPTIONS, POST');
});

test('the server keeps its parsers, errors, unknown routes and serializer', async (t) => {
  const { ask } = await openHost(t, {
    own(server) {
      server.setErrorHandler((error, _request, reply) => reply.code(418).send({ own: (error as Error).message }));
      server.setNotFoundHandler((_request, reply) => reply.code(404).serializer(JSON.stringify).send({ own: 'unknown' }));
      server.setReplySerializer((payload) => JSON.stringify({ wrapped: payload }));
      server.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body));
      server.post('/echo', (request) => ({ echo: request.body }));
      server.get('/fail', () => {
        throw new Error('broken');
      });
    },
  });

  const echo = await ask('/echo', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'hello' });
  const fail = await ask('/fail');
  const unknown = await ask('/other');
  const created = await ask('/v1/ledger-books', { json: { name: 'Home' } });

  assert.deepEqual(echo.body, { wrapped: { echo: 'hello' } });
  assert.equal(echo.headers.get('x-request-id'), null);
  assert.deepEqual([fail.status, fail.body], [418, { wrapped: { own: 'broken' } }]);
  assert.deepEqual([unknown.status, unknown.body], [404, { own: 'unknown' }]);
  assert.equal(created.body['name'], 'Home');
});

class Unauthorized extends Error {
  readonly statusCode = 401;
  readonly code = 'FST_JWT_NO_AUTHORIZATION_IN_HEADER';
}

@apiError({ status: 403 })
class NotAllowed extends Error {}

for (const hook of ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const) {
  test(`what a ${hook} hook of the server throws is answered by the server`, async (t) => {
    const { ask } = await openHost(t, {
      own(server) {
        server.setErrorHandler((error: Unauthorized, _request, reply) =>
          reply.code(error.statusCode).send({ own: error.message }),
        );
        server.addHook(hook, async () => {
          throw new Unauthorized('no token');
        });
      },
    });

    const read = await ask(missing);
    const created = await ask('/v1/ledger-books', { json: { name: 'Home' } });

    assert.deepEqual([read.status, read.body], [401, { own: 'no token' }]);
    assert.deepEqual([created.status, created.body], [401, { own: 'no token' }]);
  });
}

test('an error of a class marked @apiError is a problem document also when a hook of the server throws it', async (t) => {
  const { ask } = await openHost(t, {
    own: (server) =>
      server.addHook('onRequest', async () => {
        throw new NotAllowed('not yours');
      }),
  });

  const { status, headers, body } = await ask(missing, { headers: { 'x-request-id': 'r-1' } });

  assert.deepEqual([status, body['code'], body['correlationId']], [403, 'not_allowed', 'r-1']);
  assert.equal(headers.get('x-request-id'), 'r-1');
});

test('identify sees what the hooks of the server found out', async (t) => {
  const { ask } = await openHost(t, {
    own: (server) =>
      server.decorateRequest('user', '').addHook('onRequest', async (request) => {
        Object.assign(request, { user: request.headers['x-user'] });
      }),
    mount: { identify: (request) => request.getDecorator<string>('user') },
  });

  const created = await ask('/v1/ledger-books', { json: { name: 'Home' }, headers: { 'x-user': 'ann' } });
  const { body } = await ask(`${created.headers.get('location')!}/_audits`, { headers: { 'x-user': 'ann' } });

  assert.equal((body['items'] as { actor: string }[])[0]!.actor, 'ann');
});

test('behind a proxy that is trusted, identify sees the address of the caller', async (t) => {
  const { ask } = await openHost(t, { server: { trustProxy: true }, mount: { identify: ({ ip }) => ip } });

  const created = await ask('/v1/ledger-books', { json: { name: 'Home' }, headers: { 'x-forwarded-for': '192.0.2.7' } });
  const { body } = await ask(`${created.headers.get('location')!}/_audits`);

  assert.equal((body['items'] as { actor: string }[])[0]!.actor, '192.0.2.7');
});

test('mounted routes name their requests as the caller does, or anew', async (t) => {
  const { ask } = await openHost(t);

  const named = await ask(missing, { headers: { 'x-request-id': 'r-1' } });
  const unnamed = await ask(missing);

  assert.deepEqual([named.headers.get('x-request-id'), named.body['correlationId']], ['r-1', 'r-1']);
  assert.match(unnamed.headers.get('x-request-id')!, /^[0-9a-f-]{36}$/);
  assert.equal(unnamed.body['correlationId'], unnamed.headers.get('x-request-id'));
});

test('ids that the server gives its requests are kept', async (t) => {
  const { ask } = await openHost(t, { server: { genReqId: ({ headers }) => `trace-${String(headers['x-trace'])}` } });

  const { headers, body } = await ask(missing, { headers: { 'x-trace': '7', 'x-request-id': 'r-1' } });

  assert.deepEqual([headers.get('x-request-id'), body['correlationId']], ['trace-7', 'trace-7']);
});

test('an id that the server takes from a header as it comes is a new one where it is none', async (t) => {
  const { ask } = await openHost(t, { server: { requestIdHeader: 'x-request-id' } });

  const { headers, body } = await ask(missing, { headers: { 'x-request-id': 'x'.repeat(129) } });

  assert.match(headers.get('x-request-id')!, /^[0-9a-f-]{36}$/);
  assert.equal(body['correlationId'], headers.get('x-request-id'));
});

test('the limit of a body is that of the routes, not of the server', async (t) => {
  const { ask } = await openHost(t, { server: { bodyLimit: 10 }, mount: { maxBodyBytes: 50 } });

  const small = await ask('/v1/ledger-books', { json: { name: 'The household' } });
  const large = await ask('/v1/ledger-books', { json: { name: 'x'.repeat(50) } });

  assert.deepEqual([small.status, large.status, large.body['code']], [201, 413, 'payload_too_large']);
});

test('a limit of the routes that is none is refused as the server starts', async (t) => {
  await assert.rejects(openHost(t, { mount: { maxQueueMs: 0 } }), /^RangeError: maxQueueMs is 0\. Set it to a whole number from 1/);
});

test('paths are read as the server reads them', async (t) => {
  const routerOptions = { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, caseSensitive: false };
  const { ask } = await openHost(t, { server: { routerOptions } });
  const created = await ask('/v1/ledger-books/', { json: { name: 'Home' } });
  const id = String(created.body['id']);

  const replies = [
    await ask(`/v1/ledger-books/${id}/`),
    await ask(`/v1//ledger-books//${id}`),
    await ask(`/V1/Ledger-Books/${id}`),
    await ask(`/v1/ledger-books/${id}/rename/`, { json: { name: 'Work' } }),
  ];

  assert.equal(created.headers.get('location'), `/v1/ledger-books/${id}`);
  assert.deepEqual(replies.map(({ status }) => status), [200, 200, 200, 204]);
});

test('query strings are read in one way, whatever the server makes of them', async (t) => {
  const querystringParser = () => ({ all: { of: 'it' } });
  const { ask } = await openHost(t, { server: { routerOptions: { querystringParser } } });
  await ask('/v1/ledger-books', { json: { name: 'Home' } });
  await ask('/v1/ledger-books', { json: { name: 'Work' } });

  const { body } = await ask('/v1/ledger-books?name=Work');

  assert.equal(body['total'], 1);
});

test('compilers of the server are not asked about the payloads of the routes', async (t) => {
  const { ask } = await openHost(t, {
    own(server) {
      server.setValidatorCompiler(() => () => ({ error: new Error('asked') }));
      server.setSerializerCompiler(() => () => 'asked');
    },
  });

  assert.equal((await ask('/v1/ledger-books', { json: { name: 'Home' } })).status, 201);
});

test('a fault goes to the log of the server under both ids of the request, or to the one given', async (t) => {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const given: object[] = [];
  const log = { error: (fields: object) => void given.push(fields) };
  const first = await openHost(t, { server: { logger: { level: 'error', stream } } });
  const second = await openHost(t, { mount: { log } });
  const explode = async ({ app, ask }: { app: TestApp; ask: ReturnType<typeof asker> }) => {
    const { id } = await app.create(LedgerBook, { name: 'Home' });
    return ask(`/v1/ledger-books/${id}/explode`, { method: 'POST', headers: { 'x-request-id': 'r-1' } });
  };

  assert.equal((await explode(first)).status, 500);
  assert.equal((await explode(second)).status, 500);

  assert.match(lines.join(''), /"reqId":"req-1".*r-1.*hunter2/s);
  assert.equal(given.length, 1);
});

test('a fault is not lost where the server keeps no log', async (t) => {
  const { app, ask } = await openHost(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const written = t.mock.method(process.stderr, 'write', () => true);

  await ask(`/v1/ledger-books/${id}/explode`, { method: 'POST' });

  assert.match(String(written.mock.calls[0]!.arguments[0]), /hunter2/);
});

test('closing the server leaves the app open; the routes of a closed app answer 503 and the server goes on', async (t) => {
  const { app, server, ask } = await openHost(t, { own: (own) => own.get('/own', () => 'fine') });
  const ledgers = await app.app.openDomain(LedgerBook);

  await app.app.close();
  const refused = await ask(missing);
  const own = await ask('/own');
  await app.restart();
  await server.close();

  assert.deepEqual([refused.status, refused.body['code']], [503, 'shutting_down']);
  assert.equal(own.status, 200);
  await assert.rejects(ledgers.query(), { code: 'shutting_down' });
  assert.equal((await (await app.domain(LedgerBook)).query()).total, 0);
});

test('routes of two apps live in one server', async (t) => {
  const [one, two] = [await openLedger(t), await openLedger(t)];
  const server = Fastify();
  await server.register(one.app.routes, { prefix: '/one' });
  await server.register(two.app.routes, { prefix: '/two' });
  t.after(() => server.close());
  const ask = asker(await server.listen({ port: 0, host: '127.0.0.1' }));

  await ask('/one/ledger-books', { json: { name: 'Home' } });

  assert.equal((await ask('/one/ledger-books')).body['total'], 1);
  assert.equal((await ask('/two/ledger-books')).body['total'], 0);
});

test('routes are registered when there are some', async (t) => {
  const { app } = await openTestApp(t, [], { contract: await ledgerContract() });

  await assert.rejects(async () => Fastify().register(app.routes), /Call serveAutonomousModel before/);
});

test('models are served before the routes are registered', async (t) => {
  const { app } = await openHost(t);

  await assert.rejects(app.app.serveAutonomousModel(LedgerBook), /LedgerBook was served after/);
});

test('a model the contract does not have is refused with what it has', async () => {
  const host = Fastify();
  host.register(persistRoutes, { contract: await ledgerContract(), engine: {} as Engine, models: ['books'] });

  await assert.rejects(
    async () => host.ready(),
    /the contract has no model books; it has ledger-books, shops/,
  );
});
