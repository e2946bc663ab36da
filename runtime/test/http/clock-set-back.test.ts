import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemEnvironment } from '../../src/engine/environment.js';
import { bookWithAccounts, openLedger } from './open-ledger.js';

const hour = 3_600_000;

interface Facts {
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface History {
  readonly items: readonly { readonly version: number; readonly at: string }[];
}

for (const engine of ['recording', 'reference'] as const) {
  test(`a clock that is set back stands still for a record until it has caught up (${engine} engine)`, async (t) => {
    const app = await openLedger(t, { policy: { engine }, now: '2026-01-01T12:00:00.000Z' });
    const { path } = await bookWithAccounts(app);
    const rename = () => app.post(`${path}/rename`, { name: 'Moved' });

    app.clock.advance(-hour);
    await rename();
    const during = await app.get<Facts>(path);
    await app.restart();
    await rename();
    app.clock.advance(2 * hour);
    await rename();

    const { body: after } = await app.get<Facts>(path);
    const { body: history } = await app.get<History>(`${path}/_audits?perPage=100`);
    const times = history.items.map(({ at }) => at);
    assert.deepEqual([during.body.version, during.body.updatedAt], [4, '2026-01-01T12:00:00.000Z']);
    assert.deepEqual([after.version, after.updatedAt], [6, '2026-01-01T13:00:00.000Z']);
    assert.deepEqual(times, times.toSorted().toReversed(), 'newest first, by version and by time');
    assert.deepEqual(history.items.map(({ version }) => version), [6, 5, 4, 3, 2, 1]);
    const then = await app.get<Facts>(`${path}?asOf=2026-01-01T12:00:00.000Z`);
    assert.equal(then.body.version, 5, 'the last version of that moment');
    assert.equal((await app.delete(path)).status, 204);
  });
}

test('a removal after the clock was set back is not before what it removed', async (t) => {
  const app = await openLedger(t, { now: '2026-01-01T12:00:00.000Z' });
  const { path } = await bookWithAccounts(app);

  app.clock.advance(-hour);
  await app.delete(path);

  const { body } = await app.get<History>(`${path}/_audits?perPage=1`);
  assert.equal(body.items[0]!.at, '2026-01-01T12:00:00.000Z');
});

test('a key is replayed though the clock was set back, and lives no shorter for it', async (t) => {
  const app = await openLedger(t, { policy: { idempotencyTtlMs: hour } });
  const create = () => app.post('/api/ledger-books', { name: 'Home' }, { 'idempotency-key': 'k-1' });
  const first = await create();

  app.clock.advance(-24 * hour);
  const replayed = await create();
  app.clock.advance(24 * hour + hour - 1);
  const atLast = await create();
  app.clock.advance(2);
  const anew = await create();

  assert.equal(replayed.body['id'], first.body['id']);
  assert.equal(atLast.body['id'], first.body['id']);
  assert.notEqual(anew.body['id'], first.body['id']);
});

test('records that are made while the clock goes back are listed once each, page by page', async (t) => {
  const app = await openLedger(t);
  const made: string[] = [];
  for (let n = 0; n < 7; n += 1) {
    made.push((await app.post<{ id: string }>('/api/ledger-books', { name: `book ${n}` })).body.id);
    app.clock.advance(-hour);
  }

  const listed: string[] = [];
  for (let query = 'perPage=2'; query !== ''; ) {
    const { body } = await app.get<{ items: { id: string }[]; nextCursor?: string }>(`/api/ledger-books?${query}`);
    listed.push(...body.items.map(({ id }) => id));
    query = body.nextCursor === undefined ? '' : `perPage=2&cursor=${encodeURIComponent(body.nextCursor)}`;
  }

  assert.deepEqual(listed, made.toReversed(), 'by the time they say they were made');
});

test('ids go on rising while the clock goes back', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const ids: string[] = [];

  for (let n = 0; n < 100; n += 1) {
    ids.push(systemEnvironment.uuid());
    t.mock.timers.setTime(Date.now() - 1000);
  }

  assert.deepEqual(ids, [...new Set(ids)].toSorted());
});
