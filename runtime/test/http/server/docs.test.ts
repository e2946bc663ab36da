import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLedger } from '../open-ledger.js';

test('the API reference may load and reach nothing but the service itself', async (t) => {
  const app = await openLedger(t);

  const page = await fetch(`${app.url}/_docs`);

  const policy = page.headers.get('content-security-policy')!;
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type')!, /^text\/html/);
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /https?:|\*/);
});

test('a service that does not want a reference has none, and still its document', async (t) => {
  const app = await openLedger(t, { listen: { docs: false } });

  assert.equal((await fetch(`${app.url}/_docs`)).status, 404);
  assert.equal((await fetch(`${app.url}/_docs/docs.js`)).status, 404);
  assert.equal((await fetch(`${app.url}/_openapi.json`)).status, 200);
});
