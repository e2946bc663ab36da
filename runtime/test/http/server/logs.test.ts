import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { holdWait } from '../hold-wait.js';
import { bookWithAccounts, openLedger } from '../open-ledger.js';
import { recordedLog } from '../recorded-log.js';

test('a request is one line: what was asked, how it was answered, and under which id', async (t) => {
  const log = recordedLog();
  const app = await openLedger(t, { listen: { logger: log.logger } });
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

  await app.request('GET', '/api/ledger-books?name=Home', {
    headers: { 'x-request-id': ' abc-1 ', traceparent },
  });

  const { time, ms, ...line } = await log.next();
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.ok(typeof ms === 'number' && ms >= 0);
  assert.deepEqual(line, {
    level: 'info',
    method: 'GET',
    route: '/api/ledger-books',
    path: '/api/ledger-books',
    status: 200,
    requestId: 'abc-1',
    traceparent,
    msg: 'request',
  });
});

test('the line of a refusal has its code, and the line of a replay says that it is one', async (t) => {
  const log = recordedLog();
  const app = await openLedger(t, { listen: { logger: log.logger } });
  const create = () => app.post('/api/ledger-books', { name: 'Home' }, { 'idempotency-key': 'k' });

  await create();
  await create();
  await app.post('/api/ledger-books', { name: 'Home' });

  const lines = [await log.next(), await log.next(), await log.next()];
  assert.deepEqual(
    lines.map(({ level, status, code, replayed }) => ({ level, status, code, replayed })),
    [
      { level: 'info', status: 201, code: undefined, replayed: undefined },
      { level: 'info', status: 201, code: undefined, replayed: true },
      { level: 'info', status: 409, code: 'unique_conflict', replayed: undefined },
    ],
  );
});

test('who called is told where the service asks', async (t) => {
  const log = recordedLog();
  const app = await openLedger(t, { listen: { logger: log.logger, identify: () => 'ann' } });

  await app.post('/api/ledger-books', { name: 'Home' });
  await app.get('/api/ledger-books');

  assert.deepEqual([(await log.next())['actor'], (await log.next())['actor']], ['ann', 'ann']);
});

test('a fault is one line too, with the stack and the cause', async (t) => {
  const log = recordedLog();
  const app = await openLedger(t, { listen: { logger: log.logger } });
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  await log.next();
  app.faults.failNextCommit(new Error('disk full'));

  await app.post(`/api/ledger-books/${id}/explode`);
  await app.post(`/api/ledger-books/${id}/rename`, { name: 'Away' });

  const [bug, store] = [await log.next(), await log.next()];
  const bugError = bug['err'] as Record<string, unknown>;
  assert.deepEqual(
    [bug['level'], bug['status'], bug['code'], bug['route'], bugError['type'], bug['msg']],
    ['error', 500, 'internal_error', '/api/ledger-books/:id/explode', 'TypeError', 'request failed'],
  );
  assert.match(String(bugError['stack']), /TypeError: .*\n {4}at .*explode \(.*\/src\/model\.ts:\d+:\d+\)/);
  assert.equal(store['code'], 'store_failed');
  assert.match(JSON.stringify(store['err']), /"cause":\{.*disk full/);
});

test('what callers send and what is private is in no line', async (t) => {
  const log = recordedLog('trace');
  const app = await openLedger(t, { listen: { logger: log.logger, identify: () => 'ann' } });
  const { path, ann, bob } = await bookWithAccounts(app);
  const headers = { authorization: 'Bearer s3cret-token', 'idempotency-key': 's3cret-key', cookie: 's3cret=1' };
  const send = (to: string, body: unknown) => app.post(`${to}?s3cret-query=1`, body, headers);
  const before = log.written.length;

  await send('/api/ledger-books', { name: 's3cret-name' });
  await send('/api/ledger-books', { name: 's3cret-name', more: 's3cret-member' });
  await send(`${path}/create-transfer`, { fromAccountId: ann, toAccountId: bob, amountMinor: 5000 });
  await send(`${path}/create-transfer`, '{ "s3cret-broken');
  app.faults.failNextCommit(Object.assign(new Error('full'), { row: { name: 's3cret-row' } }));
  await app.post(`${path}/rename`, { name: 's3cret-name' }, { authorization: headers.authorization });
  await app.get('/nothing/here?s3cret-query=1');

  while (log.written.length < before + 6) await log.next();
  assert.doesNotMatch(log.written.join(''), /s3cret|never shown|internalNote/);
});

test('a caller who does not wait for the answer leaves a line without a status', async (t) => {
  const log = recordedLog();
  const app = await openLedger(t, { listen: { logger: log.logger } });
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  await log.next();
  const { open, reached } = holdWait();
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  await once(socket, 'connect');

  socket.write(`POST /api/ledger-books/${id}/wait HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n`);
  await reached;
  socket.destroy();

  const { level, status, route, msg } = await log.next();
  open();
  assert.deepEqual([level, status, route, msg], ['warn', undefined, '/api/ledger-books/:id/wait', 'request aborted']);
});

test('a path that is no path, and one that leads nowhere, are lines like others', async (t) => {
  const log = recordedLog();
  const app = await openLedger(t, { listen: { logger: log.logger } });

  await app.get('/api/%%');
  await app.get('/nothing');

  const lines = [await log.next(), await log.next()];
  assert.deepEqual(
    lines.map(({ path, route, status, code }) => [path, route, status, code]),
    [
      ['/api/%%', undefined, 400, 'bad_request'],
      ['/nothing', undefined, 404, 'not_found'],
    ],
  );
});

test('whoever watches over the service fills no log: health and readiness are told at debug', async (t) => {
  const log = recordedLog('debug');
  const app = await openLedger(t, { listen: { logger: log.logger } });

  await app.get('/health');
  await app.get('/ready');

  assert.deepEqual([(await log.next())['level'], (await log.next())['level']], ['debug', 'debug']);
});

test('without a logger faults are told on standard error, with logger: false nothing is', async (t) => {
  const loud = await openLedger(t);
  const silent = await openLedger(t, { listen: { logger: false } });
  const written = t.mock.method(process.stderr, 'write', () => true);

  for (const app of [loud, silent]) {
    app.faults.failNextCommit(new Error('disk full'));
    await app.post('/api/ledger-books', { name: 'Home' });
    await app.post('/api/ledger-books', { name: 'Home' });
  }

  assert.deepEqual(
    written.mock.calls.map(({ arguments: [line] }) => (JSON.parse(String(line)) as { code: string }).code),
    ['store_failed'],
  );
});
