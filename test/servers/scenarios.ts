import type { Faults } from '@persist/runtime/testing';

/** What a test sends. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is text. */
  readonly body?: unknown;
}

/** What it gets. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export interface Client {
  readonly get: (path: string) => Promise<Got>;
  readonly post: (path: string, sent?: Sent) => Promise<Got>;
  readonly faults: Faults;
}

/** A story that ends with an answer: its status and code, then how it comes about. */
export type Scenario = readonly [expected: string, what: string, tell: (client: Client) => Promise<Got>];

const books = '/api/ledger-books';
const nobody = '0190a0b0-0000-7000-8000-000000000000';

/** A book with one account that holds 1000. */
async function bookOf({ post }: Client): Promise<{ readonly path: string; readonly accountId: unknown }> {
  const created = await post(books, { body: { name: 'Home' } });
  const path = created.headers.get('location')!;
  const opened = await post(`${path}/open-account`, { body: { ownerName: 'Ann', balanceMinor: 1000 } });
  return { path, accountId: opened.body!['id'] };
}

export const scenarios: readonly Scenario[] = [
  ['201', 'a create', ({ post }) => post(books, { body: { name: 'Home' } })],
  [
    '201',
    'a create that is repeated',
    async ({ post }) => {
      const create = () => post(books, { body: { name: 'Home' }, headers: { 'idempotency-key': 'k-1' } });
      await create();
      return create();
    },
  ],
  ['200', 'a read', async (client) => client.get((await bookOf(client)).path)],
  [
    '200',
    'a command with a result, of the version that the caller expects',
    async (client) => {
      const { path } = await bookOf(client);
      const body = { ownerName: 'Bob', balanceMinor: 1, openedAt: '2020-02-29T12:00:00.000Z' };
      return client.post(`${path}/open-account`, { body, headers: { 'if-match': '"7", "2"' } });
    },
  ],
  [
    '200',
    'a command that is repeated',
    async (client) => {
      const { path } = await bookOf(client);
      const body = { ownerName: 'Bob', balanceMinor: 1 };
      const open = () => client.post(`${path}/open-account`, { body, headers: { 'idempotency-key': '"k-1"' } });
      await open();
      return open();
    },
  ],
  [
    '204',
    'a command without a result',
    async (client) => {
      const { path, accountId } = await bookOf(client);
      return client.post(`${path}/withdraw`, { body: { accountId, amountMinor: 1 }, headers: { 'if-match': '*' } });
    },
  ],
  ['400 bad_request', 'a body that is no JSON', ({ post }) => post(books, { body: '{"name":' })],
  ['400 bad_request', 'a body that names a prototype', ({ post }) => post(books, { body: '{"__proto__":{}}' })],
  ['400 bad_request', 'half a character', ({ post }) => post(books, { body: '{"name":"\\ud83d"}' })],
  ['400 bad_request', 'a missing body', ({ post }) => post(books)],
  [
    '400 bad_request',
    'a malformed If-Match',
    async (client) => {
      const { path, accountId } = await bookOf(client);
      return client.post(`${path}/withdraw`, { body: { accountId, amountMinor: 1 }, headers: { 'if-match': 'one' } });
    },
  ],
  [
    '400 bad_request',
    'a malformed Idempotency-Key',
    ({ post }) => post(books, { body: { name: 'Home' }, headers: { 'idempotency-key': '"open' } }),
  ],
  ['404 not_found', 'a record that is not there', ({ get }) => get(`${books}/${nobody}`)],
  ['404 not_found', 'an id that no record can have', ({ get }) => get(`${books}/first`)],
  [
    '404 not_found',
    'a command on a record that is not there',
    ({ post }) => post(`${books}/${nobody}/withdraw`, { body: { accountId: 'x', amountMinor: 1 } }),
  ],
  [
    '409 insufficient_funds',
    'a refusal of the model, with its fields',
    async (client) => {
      const { path, accountId } = await bookOf(client);
      return client.post(`${path}/withdraw`, { body: { accountId, amountMinor: 5000 } });
    },
  ],
  [
    '409 insufficient_funds',
    'a refusal that is repeated',
    async (client) => {
      const { path, accountId } = await bookOf(client);
      const sent = { body: { accountId, amountMinor: 5000 }, headers: { 'idempotency-key': 'k-1' } };
      await client.post(`${path}/withdraw`, sent);
      return client.post(`${path}/withdraw`, sent);
    },
  ],
  [
    '409 unique_conflict',
    'a name that is taken',
    async ({ post }) => {
      await post(books, { body: { name: 'Home' } });
      return post(books, { body: { name: 'Home' } });
    },
  ],
  [
    '412 optimistic_lock_conflict',
    'a stale If-Match',
    async (client) => {
      const { path, accountId } = await bookOf(client);
      return client.post(`${path}/withdraw`, { body: { accountId, amountMinor: 1 }, headers: { 'if-match': '"1"' } });
    },
  ],
  [
    '413 payload_too_large',
    'a body over the limit',
    ({ post }) => post(books, { body: { name: 'x'.repeat(1024 * 1024) } }),
  ],
  [
    '415 unsupported_media_type',
    'a body that is not declared as JSON',
    ({ post }) => post(books, { body: 'Home', headers: { 'content-type': 'text/plain' } }),
  ],
  [
    '415 unsupported_media_type',
    'a body that is compressed',
    ({ post }) => post(books, { body: '{}', headers: { 'content-encoding': 'br' } }),
  ],
  ['422 validation_error', 'a payload of wrong types', ({ post }) => post(books, { body: { name: 7, page: 1 } })],
  [
    '422 validation_error',
    'a payload that breaks a constraint, and a date that is none',
    async (client) => {
      const { path } = await bookOf(client);
      const body = { ownerName: 'Bob', balanceMinor: 'much', openedAt: 'yesterday' };
      return client.post(`${path}/open-account`, { body });
    },
  ],
  [
    '422 idempotency_key_reused',
    'a key of another call',
    async ({ post }) => {
      await post(books, { body: { name: 'Home' }, headers: { 'idempotency-key': 'k-1' } });
      return post(books, { body: { name: 'Work' }, headers: { 'idempotency-key': 'k-1' } });
    },
  ],
  [
    '500 internal_error',
    'an error that nobody foresaw, without its details',
    async (client) => {
      const { path } = await bookOf(client);
      return client.post(`${path}/withdraw`, { body: { accountId: 'hunter2', amountMinor: 1 } });
    },
  ],
  [
    '500 store_failed',
    'a commit that fails, without its details',
    ({ post, faults }) => {
      faults.failNextCommit(new Error('disk full at hunter2'));
      return post(books, { body: { name: 'Home' } });
    },
  ],
];
