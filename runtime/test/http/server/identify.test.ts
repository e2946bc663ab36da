import assert from 'node:assert/strict';
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

for (const [what, identify] of [
  [
    'any other error',
    () => {
      throw new Error('the directory is down');
    },
  ],
  ['an empty name', () => ''],
  ['no name', () => undefined as unknown as string],
] as const) {
  test(`${what} from identify is an internal error`, async (t) => {
    const app = await openLedger(t, { listen: { identify } });
    const written = t.mock.method(process.stderr, 'write', () => true);

    const { status, body } = await app.post('/api/ledger-books', { name: 'Home' });

    assert.equal(status, 500);
    assert.equal(body['code'], 'internal_error');
    assert.doesNotMatch(JSON.stringify(body), /directory/);
    assert.equal(written.mock.callCount(), 1);
  });
}
