import assert from 'node:assert/strict';
import { channel } from 'node:diagnostics_channel';
import { test, type TestContext } from 'node:test';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import type { RequestMessage } from '../../../src/http/server/request-events.js';
import { openLedger } from '../open-ledger.js';

test('who listens when the server is made hears of every answered request', async (t) => {
  const heard = listen(t);
  const app = await openLedger(t);

  await app.create(LedgerBook, { name: 'Home' });
  await app.get('/api/ledger-books?sort=name');
  await app.get('/api/nothing');

  assert.deepEqual(
    heard.map(({ method, path, status }) => `${method} ${path} ${status}`),
    ['POST /api/ledger-books 201', 'GET /api/ledger-books?sort=name 200', 'GET /api/nothing 404'],
  );
  for (const { ms, at } of heard) {
    assert.ok(ms >= 0 && ms < 60_000, String(ms));
    assert.equal(new Date(at).toISOString(), at);
  }
});

function listen(t: TestContext): readonly RequestMessage[] {
  const heard: RequestMessage[] = [];
  const hear = (message: unknown) => void heard.push(message as RequestMessage);
  const requests = channel('persist:request');
  requests.subscribe(hear);
  t.after(() => requests.unsubscribe(hear));
  return heard;
}
