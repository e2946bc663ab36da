import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { effort } from '../effort/effort.js';
import { Trial } from './hostile/trial.js';
import { converse } from './wire/converse.js';
import { json, requestText } from './wire/request-text.js';

const MIB = 1024 * 1024;

test('a body beyond the limit is refused by what its head says, before it is sent', async (t) => {
  const trial = await Trial.begin(t);
  const headers = [json, ['content-length', String(1024 * MIB)]] as const;

  const { status } = await trial.ask({ method: 'POST', target: '/api/counters', headers, body: '{' });

  assert.equal(status, 413);
});

test('a body that does not say how long it is is refused where it passes the limit', async (t) => {
  const trial = await Trial.begin(t);
  const headers = [json, ['transfer-encoding', 'chunked']] as const;
  const chunk = Buffer.from(`10000\r\n${' '.repeat(0x10000)}\r\n`);
  const head = requestText({ method: 'POST', target: '/api/counters', headers, body: '' });

  // One chunk past the limit: what it would still send, the server need not take.
  const bytes = [head, ...Array.from({ length: 17 }, () => chunk)];
  const { answers } = await converse({ port: trial.gallery.port, bytes, answers: 1 });

  assert.deepEqual(answers.map(({ status }) => status), [413]);
  await trial.assertUnharmed();
});

test('a caller who stops in the middle of a body holds nobody else up, and leaves nothing', async (t) => {
  const trial = await Trial.begin(t);
  const stopped = requestText({
    method: 'POST',
    target: '/api/counters',
    headers: [json, ['content-length', '1000']],
    body: '{"start":1',
  });
  const sockets = Array.from({ length: 200 }, () => connect(trial.gallery.port, '127.0.0.1'));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  for (const socket of sockets) {
    socket.on('error', () => undefined).write(stopped);
    await once(socket, 'connect');
  }

  await trial.assertUnharmed();
  const left = sockets.map((socket) => once(socket, 'close'));
  for (const socket of sockets) socket.destroy();
  await Promise.all(left);
  await trial.assertUnharmed();
});

test('values that checks could walk over and over are refused in no time', async (t) => {
  const trial = await Trial.begin(t);
  const exhibit = (members: object) => JSON.stringify({ title: 'Vase', inventory: 'AB-1', ...members });
  const long = (text: string) => text.repeat(900_000 / Buffer.byteLength(text));
  const bodies = {
    'a text for a pattern': exhibit({ inventory: `AB-${long('1')}` }),
    'a text for an e-mail address': exhibit({ contact: `${long('a.')}@` }),
    'labels for an e-mail address': exhibit({ contact: `a@${long('a-')}` }),
    'a text for a time': exhibit({ origin: { kind: 'loan', lender: 'Ann', until: `2026-01-31T12:00:00.${long('1')}` } }),
    'digits for a bigint': exhibit({ origin: { kind: 'purchase', price: long('9') } }),
    'a title of code points': exhibit({ title: long('😀') }),
    'many tags, each twice': exhibit({ tags: Array.from({ length: 90_000 }, (_, n) => `t${n % 45_000}`) }),
    'many unknown properties': exhibit(Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`p${n}`, 0]))),
  };

  for (const [name, body] of Object.entries(bodies)) {
    const begun = performance.now();
    const { status } = await trial.ask({ method: 'POST', target: '/api/exhibits', headers: [json], body });
    assert.equal(status, 422, name);
    // A megabyte is parsed and checked within some 20 ms; quadratic work on it takes minutes.
    assert.ok(performance.now() - begun < 10_000, `${name} took ${performance.now() - begun} ms`);
  }
});

test('memory does not grow with what is refused, nor with connections that come and go', async (t) => {
  const trial = await Trial.begin(t);
  const { target } = trial.addressOf('counters_add');
  const refused = [
    requestText({ method: 'POST', target: '/api/exhibits', headers: [json], body: `[${'{"a":'.repeat(400)}1${'}'.repeat(400)}]` }),
    requestText({ method: 'POST', target: '/api/exhibits', headers: [json], body: `["${'x'.repeat(100_000)}"]` }),
    requestText({ method: 'GET', target: `/api/exhibits?${'title__contains=a&'.repeat(400)}` }),
    requestText({ method: 'GET', target: `/${'x/'.repeat(3000)}` }),
    requestText({ method: 'POST', target, headers: [json, ['idempotency-key', 'k'.repeat(256)]], body: '{}' }),
    Buffer.concat(Array.from({ length: 50 }, () => requestText({ method: 'GET', target: '/nothing' }))),
    Buffer.from('\x16\x03\x01'.repeat(1000)),
  ];
  const round = async () => {
    for (const bytes of refused) await converse({ port: trial.gallery.port, bytes, finish: true });
  };
  const rounds = effort({ ci: 60, soak: 5000 });

  for (let count = 0; count < 20; count += 1) await round();
  const before = (await trial.gallery.condition()).bytes;
  for (let count = 0; count < rounds; count += 1) await round();
  const after = (await trial.gallery.condition()).bytes;

  // Had it kept but the bodies, it would hold 100 kB a round.
  const grown = after - before;
  assert.ok(grown < 3 * MIB, `${Math.round(grown / 1024)} KiB more after ${rounds} rounds`);
});
