import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fuzz } from './fuzzing.js';
import { Trial } from './hostile/trial.js';
import { converse } from './wire/converse.js';
import { json, requestText, type WireRequest } from './wire/request-text.js';

test('bytes that are no request end in a refusal, or in nothing but the end of the connection', async (t) => {
  const trial = await Trial.begin(t);
  const { target } = trial.addressOf('visits_turn');
  // Refused as it is: damage that would make it valid is not met by chance.
  const whole = requestText({ method: 'POST', target, headers: [json], body: '{"page":"first"}' });
  const flipped = fc
    .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 })
    .map((flips) => flips.reduce((bytes, [at, byte]) => (bytes.writeUInt8(byte, at), bytes), Buffer.from(whole)));
  const cut = fc.nat(whole.length - 1).map((end) => whole.subarray(0, end));
  const noise = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  const mixed = fc.array(fc.oneof(fc.constant(whole), flipped, cut, noise), { minLength: 2, maxLength: 5 }).map((parts) => Buffer.concat(parts));
  const known = fc.constantFrom(...otherProtocols.map((text) => Buffer.from(text, 'latin1')));

  await fuzz(fc.oneof(flipped, cut, noise, mixed, known), { ci: 500, soak: 40_000 }, async (bytes) => {
    await trial.throwAt(bytes);
  });

  await trial.assertUnharmed();
});

const otherProtocols = [
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'SSH-2.0-OpenSSH_9.6\r\n',
  'EHLO example.org\r\nMAIL FROM:<a@b>\r\n',
  'GET /health\r\n\r\n',
  'GET /health HTTP/0.9\r\n\r\n',
  'GET /health HTTP/1.0\r\n\r\n',
  'GET /health HTTP/1.1\r\n\r\n',
  'GET /health HTTP/3.7\r\nhost: a\r\n\r\n',
  'GET  /health HTTP/1.1\r\nhost: a\r\n\r\n',
  'GET\t/health HTTP/1.1\r\nhost: a\r\n\r\n',
  'GET /health HTTP/1.1\nhost: a\n\n',
  'GET /health HTTP/1.1\rhost: a\r\r',
  'GET /health HTTP/1.1\r\nhost: a\r\n folded\r\n\r\n',
  'GET /health HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n',
  'CONNECT example.org:443 HTTP/1.1\r\nhost: example.org\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n',
  '\r\n\r\n\r\nGET /health HTTP/1.1\r\nhost: a\r\n\r\n',
  `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
  `GET /health HTTP/1.1\r\n${'x: y\r\n'.repeat(20_000)}\r\n`,
] as const;

/** A second request, hidden where a server that reads the first one otherwise than its proxy would find it. */
const hidden = requestText({ method: 'POST', target: '/api/counters', headers: [json], body: '{}' }).toString('latin1');

const framings: readonly { readonly name: string; readonly headers: WireRequest['headers']; readonly body: string }[] = [
  ['two lengths', [['content-length', '8'], ['content-length', '0']]],
  ['two equal lengths in one', [['content-length', '8, 8']]],
  ['a length with a sign', [['content-length', '+8']]],
  ['a negative length', [['content-length', '-1']]],
  ['a length that is no number', [['content-length', '0x8']]],
  ['a length that overflows', [['content-length', '99999999999999999999999']]],
  ['an empty length', [['content-length', '']]],
  ['a length and chunks', [['content-length', '8'], ['transfer-encoding', 'chunked']]],
  ['chunks and a length', [['transfer-encoding', 'chunked'], ['content-length', '8']]],
  ['an unknown coding', [['transfer-encoding', 'xchunked']]],
  ['chunks before another coding', [['transfer-encoding', 'chunked, identity']]],
  ['chunks twice', [['transfer-encoding', 'chunked'], ['transfer-encoding', 'chunked']]],
  ['a coding behind a tab', [['transfer-encoding', '\x0bchunked']]],
  ['a header name that ends in a blank', [['transfer-encoding ', 'chunked'], ['content-length', '0']]],
].map(([name, headers]) => ({ name, headers, body: `0\r\n\r\n${hidden}` }) as (typeof framings)[number]);

test('a body whose end can be read in two ways lets no second request through', async (t) => {
  const trial = await Trial.begin(t);
  for (const { name, headers, body } of framings) {
    await t.test(`with ${name}`, async () => {
      const before = await counters(trial);

      const bytes = requestText({ method: 'POST', target: '/api/counters', headers: [json, ...headers!], body });
      const { answers } = await converse({ port: trial.gallery.port, bytes });

      assert.deepEqual(answers.map(({ status }) => status), [400]);
      assert.equal(answers[0]!.headers.get('connection'), 'close');
      assert.equal(await counters(trial), before);
    });
  }
  await trial.assertUnharmed();
});

const chunkings: Readonly<Record<string, string>> = {
  'a size that is no number': 'x\r\n{}\r\n0\r\n\r\n',
  'a negative size': '-2\r\n{}\r\n0\r\n\r\n',
  'a size that overflows': 'fffffffffffffffff\r\n{}\r\n0\r\n\r\n',
  'a size that is too small': '1\r\n{}\r\n0\r\n\r\n',
  'line ends of one character': '2\n{}\n0\n\n',
  'no end of a chunk': '2\r\n{}0\r\n\r\n',
  'a blank before the size': ' 2\r\n{}\r\n0\r\n\r\n',
};

test('chunks that are none are refused, and what follows them with them', async (t) => {
  const trial = await Trial.begin(t);
  for (const [name, body] of Object.entries(chunkings)) {
    await t.test(`with ${name}`, async () => {
      const before = await counters(trial);

      const headers = [json, ['transfer-encoding', 'chunked']] as const;
      const bytes = requestText({ method: 'POST', target: '/api/counters', headers, body: body + hidden });
      const { answers } = await converse({ port: trial.gallery.port, bytes });

      assert.deepEqual(answers.map(({ status }) => status), [400]);
      assert.equal(await counters(trial), before);
    });
  }
  await trial.assertUnharmed();
});

test('a body in a thousand chunks of a byte, with extensions and trailers, is a body', async (t) => {
  const trial = await Trial.begin(t);
  const content = JSON.stringify({ by: 7 }).padEnd(1000);
  const chunks = [...content].map((character) => `1;name="va;lue"\r\n${character}\r\n`).join('');
  const headers = [json, ['transfer-encoding', 'chunked']] as const;
  const { target } = trial.addressOf('counters_add');

  const answer = await trial.ask({ method: 'POST', target, headers, body: `${chunks}0\r\nif-match: "99"\r\n\r\n` });

  assert.equal(answer.body.toString(), '7', 'and a trailer is no header');
});

test('nothing is done of what follows an answer that closes the connection', async (t) => {
  const trial = await Trial.begin(t);
  const record = await newCounter(trial);
  const add = requestText({ method: 'POST', target: `${record}/add`, headers: [json], body: '{"by":1}' });
  const last = requestText({ method: 'POST', target: `${record}/add`, headers: [json, ['connection', 'close']], body: '{"by":1}' });

  const { answers } = await converse({ port: trial.gallery.port, bytes: Buffer.concat([add, last, add, add]) });

  assert.deepEqual(answers.map(({ body }) => body.toString()), ['1', '2']);
  const { body } = await trial.ask({ method: 'GET', target: record });
  assert.equal((JSON.parse(body.toString()) as { count: number }).count, 2);
});

test('bytes that are no request do not take its answer away from the request before them', async (t) => {
  const trial = await Trial.begin(t);
  const record = await newCounter(trial);
  const add = requestText({ method: 'POST', target: `${record}/add`, headers: [json], body: '{"by":1}' });

  const { answers } = await converse({ port: trial.gallery.port, bytes: Buffer.concat([add, add, Buffer.from('\0\r\n\r\n')]) });

  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 400]);
});

test('requests that are pipelined are each answered once, in order, with what those before them did', async (t) => {
  const trial = await Trial.begin(t);
  const kinds = ['add', 'bad', 'read', 'nothing'] as const;

  await fuzz(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 60 }), { ci: 40, soak: 2000 }, async (sequence) => {
    const record = await newCounter(trial);
    const requests = {
      add: requestText({ method: 'POST', target: `${record}/add`, headers: [json], body: '{"by":1}' }),
      bad: requestText({ method: 'POST', target: `${record}/add`, headers: [json], body: '{"by":"one"}' }),
      read: requestText({ method: 'GET', target: record }),
      nothing: requestText({ method: 'GET', target: '/nothing' }),
    };
    const bytes = Buffer.concat(sequence.map((kind) => requests[kind]));
    const { answers, rest } = await converse({ port: trial.gallery.port, bytes, answers: sequence.length });

    let count = 0;
    const expected = sequence.map((kind) => {
      if (kind === 'add') count += 1;
      return { add: [200, count], bad: [422, 'validation_error'], read: [200, count], nothing: [404, 'not_found'] }[kind];
    });
    assert.deepEqual(answers.map(({ status, body }) => [status, toldBy(JSON.parse(body.toString()))]), expected);
    assert.equal(rest.length, 0);
  });
  await trial.assertUnharmed();
});

async function newCounter(trial: Trial): Promise<string> {
  const { headers } = await trial.ask({ method: 'POST', target: '/api/counters', headers: [json], body: '{}' });
  return headers.get('location')!;
}

/** What an answer says: the new count, the count of a record, or a problem's code. */
function toldBy(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return 'code' in body ? body.code : 'count' in body ? body.count : undefined;
}

async function counters(trial: Trial): Promise<number> {
  const { body } = await trial.ask({ method: 'GET', target: '/api/counters?perPage=1' });
  return (JSON.parse(body.toString()) as { total: number }).total;
}
