import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { apiError } from '../../../src/model/decorators.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

@apiError({ status: 401, code: 'unauthenticated' })
class Unauthenticated extends Error {}

test('without identify every caller is anonymous, whatever the headers say', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const { body } = await app.get<{ items: { actor: string }[] }>(`/api/ledger-books/${id}/_audits`);

  assert.equal(body.items[0]!.actor, 'anonymous');
});

test('identify may ask elsewhere before it answers', async (t) => {
  const app = await openLedger(t, {
    listen: { identify: async ({ method, url }) => Promise.resolve(`${method} ${url}`) },
  });
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const { body } = await app.get<{ items: { actor: string }[] }>(`/api/ledger-books/${id}/_audits`);

  assert.equal(body.items[0]!.actor, 'POST /api/ledger-books');
});

test('an error of a class marked @apiError refuses the caller, readers too', async (t) => {
  const identify = () => {
    throw new Unauthenticated('send a token');
  };
  const app = await openLedger(t, { listen: { identify } });
  const path = '/api/ledger-books/0190a0b0-0000-7000-8000-000000000000';

  const replies = [
    await app.post('/api/ledger-books', { name: 'Home' }),
    await app.get('/api/ledger-books'),
    await app.get(path),
    await app.get(`${path}/_audits`),
    await app.get(`${path}/views/balances`),
    await app.get(`${path}/account-balance?accountId=x`),
    await app.delete(path),
  ];

  assert.deepEqual(
    replies.map(({ status }) => status),
    Array(7).fill(401),
  );
  assert.equal(replies[0]!.body['code'], 'unauthenticated');
  assert.equal(replies[0]!.body['detail'], 'send a token');
  assert.equal((await app.get('/_openapi.json')).status, 200);
  assert.equal((await app.get('/health')).status, 200);
});

/** What plain JavaScript may throw. */
function rejecting(reason: unknown): () => Promise<string> {
  return async () => {
    throw reason;
  };
}

const misbehaviour: readonly [what: string, identify: () => unknown][] = [
  [
    'any other error',
    () => {
      throw new Error('the directory is down');
    },
  ],
  ['a rejection', () => Promise.reject(new Error('the directory is down'))],
  // An error of a socket, not of the request's body.
  ['a lost connection', () => Promise.reject(Object.assign(new Error('lost'), { code: 'ECONNRESET' }))],
  ['nothing that is thrown', rejecting(undefined)],
  ['a text that is thrown', rejecting('the directory is down')],
  ['an empty name', () => ''],
  ['no name', () => undefined],
  ['something that is no name', () => ({ name: 'ann', token: 12n })],
  ['a name of 257 characters', () => 'x'.repeat(257)],
  ['a name of many lines', () => 'ann\nadmin'],
  ['a name with half a character', () => 'ann\ud83d'],
];

for (const [what, identify] of misbehaviour) {
  test(`${what} from identify is an internal error, for writers and readers`, async (t) => {
    const app = await openLedger(t, { listen: { identify: identify as () => string } });
    const written = t.mock.method(process.stderr, 'write', () => true);

    const create = await app.post('/api/ledger-books', { name: 'Home' });
    const list = await app.get('/api/ledger-books');

    assert.deepEqual([create.status, create.body['code']], [500, 'internal_error']);
    assert.deepEqual([list.status, list.body['code']], [500, 'internal_error']);
    assert.doesNotMatch(JSON.stringify([create.body, list.body]), /directory|token|xxx/);
    const log = written.mock.calls.map(({ arguments: [line] }) => String(line)).join('');
    assert.match(log, /identify|directory|lost/);
    assert.doesNotMatch(log, /xxx|"token"/);
    assert.equal((await (await app.domain(LedgerBook)).query()).total, 0);
  });
}

test('a name of 256 characters is a name, and any script writes it', async (t) => {
  const name = `${'x'.repeat(249)} Ünal😀`;
  const app = await openLedger(t, { listen: { identify: () => name } });
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const { body } = await app.get<{ items: { actor: string }[] }>(`/api/ledger-books/${id}/_audits`);

  assert.equal(body.items[0]!.actor, name);
});

test('a caller that is refused after it went away disturbs nobody', async (t) => {
  let refuse: (reason: Error) => void = () => assert.fail('nobody was asked yet');
  const asked = new EventEmitter();
  const identify = () =>
    new Promise<string>((_resolve, reject) => {
      refuse = reject;
      asked.emit('asked');
    });
  const app = await openLedger(t, { listen: { identify } });
  const logged = new Promise<string>((resolve) => {
    t.mock.method(process.stderr, 'write', (line: string) => {
      resolve(line);
      return true;
    });
  });
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');

  socket.write('GET /api/ledger-books HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(asked, 'asked');
  socket.destroy();
  await once(socket, 'close');
  refuse(new Error('too late'));

  assert.match(await logged, /too late/);
  assert.equal((await app.get('/health')).status, 200);
});
