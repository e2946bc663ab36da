import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

test("the caller's request id is returned, and names the call in audits and problems", async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });
  const path = `/api/ledger-books/${id}`;

  const renamed = await app.post(`${path}/rename`, { name: 'Work' }, { 'x-request-id': ' r-1 ' });
  const refused = await app.post(`${path}/rename`, {}, { 'x-request-id': 'r-2' });
  const { body } = await app.get<{ items: { requestId: string }[] }>(`${path}/_audits`);

  assert.equal(renamed.headers.get('x-request-id'), 'r-1');
  assert.equal(body.items[0]!.requestId, 'r-1');
  assert.equal(refused.headers.get('x-request-id'), 'r-2');
  assert.equal(refused.body['correlationId'], 'r-2');
});

test('a request without an id gets one', async (t) => {
  const app = await openLedger(t);

  const first = await app.get('/api/nothing');
  const second = await app.get('/api/nothing', { 'x-request-id': 'x'.repeat(129) });

  assert.match(first.headers.get('x-request-id')!, /^[0-9a-f-]{36}$/);
  assert.equal(first.body['correlationId'], first.headers.get('x-request-id'));
  assert.match(second.headers.get('x-request-id')!, /^[0-9a-f-]{36}$/);
});
