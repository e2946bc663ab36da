import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHousehold, provenBalances } from './household.js';

test('a retried transfer is answered the same and moves money once', async (t) => {
  const household = await openHousehold(t);
  const { app, book, ann, ben } = household;
  const transfer = { fromAccountId: ann.id, toAccountId: ben.id, amountMinor: 2_500 };
  const key = { 'idempotency-key': 'rent-2026-01' };

  const first = await app.post(`${book}/create-transfer`, transfer, key);
  const again = await app.post(`${book}/create-transfer`, transfer, key);

  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.equal(again.status, first.status);
  assert.deepEqual(again.body, first.body);
  assert.deepEqual(await provenBalances(household), { Ann: 7_500, Ben: 2_500, Cy: 5_000 });
});

test('everything is there after a restart', async (t) => {
  const { app, book, ann, ben } = await openHousehold(t);
  await app.post(`${book}/create-transfer`, {
    fromAccountId: ann.id,
    toAccountId: ben.id,
    amountMinor: 2_500,
  });
  const before = await app.get(book);

  await app.restart();

  assert.deepEqual((await app.get(book)).body, before.body);
  assert.equal((await app.get(`${book}/account-balance?accountId=${ben.id}`)).body, 2_500);
});

test('the history says who did what, newest first', async (t) => {
  const { app, book, ann, ben } = await openHousehold(t);
  const transfer = { fromAccountId: ann.id, toAccountId: ben.id, amountMinor: 2_500 };
  await app.post(`${book}/create-transfer`, transfer);

  const { body } = await app.get<{ items: Record<string, unknown>[] }>(`${book}/_audits`);

  assert.deepEqual(
    body.items.map((audit) => audit.event),
    ['create_transfer', 'open_account', 'open_account', 'open_account', 'create'],
  );
  assert.equal(body.items[0]?.actor, 'anonymous');
  assert.deepEqual(body.items[0]?.input, transfer);
});

test('two books cannot have one name', async (t) => {
  const { app } = await openHousehold(t);

  const reply = await app.post('/api/ledger-books', { name: 'Household' });

  assert.equal(reply.status, 409);
  assert.equal(reply.body.code, 'unique_conflict');
  assert.equal(reply.body.field, 'name');
});

test('a transfer made on a stale version is refused', async (t) => {
  const { app, book, ann, ben } = await openHousehold(t);
  const transfer = { fromAccountId: ann.id, toAccountId: ben.id, amountMinor: 1 };

  const stale = await app.post(`${book}/create-transfer`, transfer, { 'if-match': '"1"' });

  assert.equal(stale.status, 412);
  assert.equal(stale.body.code, 'optimistic_lock_conflict');
});

test('the OpenAPI document names every refusal of a transfer', async (t) => {
  const { app } = await openHousehold(t);

  const { body } = await app.get<OpenApi>('/api/ledger-books/_openapi.json');

  const { responses } = body.paths['/api/ledger-books/{id}/create-transfer']!.post;
  assert.match(body.openapi, /^3\.1\./);
  assert.deepEqual(
    ['200', '404', '409', '412', '422'].filter((status) => !(status in responses)),
    [],
  );
  assert.match(JSON.stringify(body), /insufficient_funds/);
});

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, { readonly post: { readonly responses: Record<string, unknown> } }>;
}
