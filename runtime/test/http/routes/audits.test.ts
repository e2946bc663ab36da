import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { bookWithAccounts, openLedger } from '../open-ledger.js';

interface Audits {
  readonly items: readonly Record<string, unknown>[];
  readonly [member: string]: unknown;
}

test('the history names who did what and when, newest first, without private fields', async (t) => {
  const app = await openLedger(t, { now: '2026-03-01T12:00:00.000Z', listen: { identify: () => 'ann' } });
  const { id, path } = await bookWithAccounts(app);
  await app.post(`${path}/close`, undefined, { 'if-match': '*', 'x-request-id': 'r-9' });

  const { status, body } = await app.get<Audits>(`${path}/_audits`);

  assert.equal(status, 200);
  assert.deepEqual(
    body.items.map(({ event, version }) => `${String(version)} ${String(event)}`),
    ['4 close', '3 open_account', '2 open_account', '1 create'],
  );
  assert.deepEqual(body.items[0], {
    model: 'ledger-books',
    id,
    version: 4,
    action: 'command',
    event: 'close',
    at: '2026-03-01T12:00:00.000Z',
    actor: 'ann',
    requestId: 'r-9',
    input: {},
    changes: { fields: {}, collections: {} },
  });
});

test('the history is paged', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);

  const { body } = await app.get<Audits>(`${path}/_audits?page=2&perPage=2`);

  assert.deepEqual(
    body.items.map(({ version }) => version),
    [1],
  );
  assert.equal(body['page'], 2);
  assert.equal(body['perPage'], 2);
  assert.equal(body['total'], 3);
  assert.equal(body['totalPages'], 2);
});

test('the history is filtered by what its records say, and sorted by version', async (t) => {
  let actor = 'ann';
  const app = await openLedger(t, { now: '2026-03-01T12:00:00.000Z', listen: { identify: () => actor } });
  const { path } = await bookWithAccounts(app);
  actor = 'bob, the builder';
  app.clock.advance(1000);
  await app.post(`${path}/rename`, { name: 'Work' }, { 'x-request-id': 'r-9' });
  const versions = async (query: string) => {
    const { status, body } = await app.get<Audits>(`${path}/_audits?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body['total'], body.items.length);
    return body.items.map(({ version }) => version);
  };

  assert.deepEqual(await versions('action=create'), [1]);
  assert.deepEqual(await versions('action__ne=create&sort=version'), [2, 3, 4]);
  assert.deepEqual(await versions('event__in=create,rename'), [4, 1]);
  assert.deepEqual(await versions('actor=ann'), [3, 2, 1]);
  assert.deepEqual(await versions('actor__in=bob\\, the builder,nobody'), [4]);
  assert.deepEqual(await versions('requestId=r-9'), [4]);
  assert.deepEqual(await versions('version__gte=2&version__lt=4'), [3, 2]);
  assert.deepEqual(await versions('version__in=1,4&sort=-version'), [4, 1]);
  assert.deepEqual(await versions('at__gt=2026-03-01T12:00:00Z'), [4]);
  assert.deepEqual(await versions('at__lte=2026-03-01T13:00:00%2B01:00&event=open_account'), [3, 2]);
  assert.deepEqual(await versions('event=nothing'), []);
});

test('a walk through the history goes on after its cursor, whatever is done meanwhile', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);
  const first = (await app.get<Audits>(`${path}/_audits?perPage=2`)).body;

  await app.post(`${path}/rename`, { name: 'Work' });
  const second = (await app.get<Audits>(`${path}/_audits?perPage=2&cursor=${String(first['nextCursor'])}`)).body;

  assert.deepEqual(
    [...first.items, ...second.items].map(({ version }) => version),
    [3, 2, 1],
  );
  assert.deepEqual([second['page'], second['total'], second['nextCursor']], [undefined, 4, undefined]);
});

test('a cursor belongs to the history of one record, its filter and its sort', async (t) => {
  const app = await openLedger(t);
  const { path } = await bookWithAccounts(app);
  const other = await app.create(LedgerBook, { name: 'Work' });
  const { nextCursor } = (await app.get<Audits>(`${path}/_audits?perPage=1`)).body;

  for (const url of [
    `${path}/_audits?sort=version&cursor=${String(nextCursor)}`,
    `${path}/_audits?action=command&cursor=${String(nextCursor)}`,
    `/api/ledger-books/${other.id}/_audits?cursor=${String(nextCursor)}`,
    `/api/ledger-books?cursor=${String(nextCursor)}`,
  ]) {
    const { status, body } = await app.get(url);
    assert.equal(status, 400);
    assert.match(String(body['detail']), /cursor belongs to another filter or sort/);
  }
});

const known = 'is no field to filter by; use version, at, action, event, actor, requestId.';
for (const [query, detail] of [
  ['page=0', 'page must be a positive integer.'],
  ['page=1.5', 'page must be a positive integer.'],
  ['perPage=101', 'perPage must be an integer from 1 to 100.'],
  ['perPage=', 'perPage must be an integer from 1 to 100.'],
  ['page=1&page=2', 'page must be a positive integer.'],
  ['sort=at', 'sort names at, which is no field to sort by; use version.'],
  ['message=x', `message ${known}`],
  ['changes=x', `changes ${known}`],
  ['versoin__gte=1', `versoin__gte ${known}`],
  ['actor__contains=a', 'actor__contains asks for contains; the operators here are eq, ne, in.'],
  ['version__gte=x', 'version__gte must be a number.'],
  ['action=update', 'action must be one of "create", "command", "patch", "remove".'],
] as const) {
  test(`_audits?${query} is a bad request that says what would be right`, async (t) => {
    const app = await openLedger(t);
    const { path } = await bookWithAccounts(app);

    const { status, body } = await app.get(`${path}/_audits?${query}`);

    assert.deepEqual(
      [status, body['code'], body['detail']],
      [400, 'bad_request', `The query is not valid: ${detail}`],
    );
  });
}

test('a record that never was has no history', async (t) => {
  const app = await openLedger(t);

  for (const query of ['', '?event=create']) {
    const { status } = await app.get(`/api/ledger-books/0190a0b0-0000-7000-8000-000000000000/_audits${query}`);
    assert.equal(status, 404);
  }
});
