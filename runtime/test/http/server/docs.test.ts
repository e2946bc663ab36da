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

test('whoever asks for what there is not is told where the reference is, if there is one', async (t) => {
  const shown = await openLedger(t);
  const hidden = await openLedger(t, { listen: { docs: false } });

  const details = [];
  for (const app of [shown, hidden]) details.push((await app.get<{ detail: string }>('/')).body.detail);

  assert.deepEqual(details, [
    'There is no GET / here. GET /_openapi.json lists what there is, GET /_docs shows it.',
    'There is no GET / here. GET /_openapi.json lists what there is.',
  ]);
});

test('a service that does not want a reference has none, and still its document', async (t) => {
  const app = await openLedger(t, { listen: { docs: false } });

  assert.equal((await fetch(`${app.url}/_docs`)).status, 404);
  assert.equal((await fetch(`${app.url}/_docs/docs.js`)).status, 404);
  assert.equal((await fetch(`${app.url}/_openapi.json`)).status, 200);
});
