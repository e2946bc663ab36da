// What a careful developer writes: one transaction a request, version-checked update of a JSON row, an audit row and
// an idempotency row, synchronous=FULL.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Fastify from 'fastify';
import { assertDurable, openDurable } from '../durable-database.mjs';
import { ACCOUNTS, LEDGERS, OPENING_BALANCE } from '../ledgers.mjs';
import { serve } from '../serve.mjs';

const [, , data] = process.argv;
const database = openDurable(join(data, 'hand.db'));
database.exec(`
  CREATE TABLE books (id TEXT PRIMARY KEY, version INTEGER NOT NULL, data TEXT NOT NULL);
  CREATE TABLE journal (id TEXT PRIMARY KEY, book TEXT NOT NULL, data TEXT NOT NULL);
  CREATE TABLE audits (seq INTEGER PRIMARY KEY, book TEXT NOT NULL, version INTEGER NOT NULL, event TEXT NOT NULL,
    actor TEXT NOT NULL, at TEXT NOT NULL, input TEXT NOT NULL, changes TEXT NOT NULL);
  CREATE TABLE idempotency (key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, response TEXT NOT NULL, at TEXT NOT NULL);
`);
const find = database.prepare('SELECT version, data FROM books WHERE id = ?');
const update = database.prepare('UPDATE books SET version = version + 1, data = ? WHERE id = ? AND version = ?');
const journal = database.prepare('INSERT INTO journal VALUES (?, ?, ?)');
const audit = database.prepare('INSERT INTO audits VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
const replay = database.prepare('SELECT fingerprint, response FROM idempotency WHERE key = ?');
const remember = database.prepare('INSERT INTO idempotency VALUES (?, ?, ?, ?)');

const transfer = database.transaction((bookId, input, key) => {
  const fingerprint = `${bookId}\n${JSON.stringify(input)}`;
  const known = replay.get(key);
  if (known !== undefined) {
    if (known.fingerprint !== fingerprint) return { status: 422, body: '{"code":"idempotency_key_reused"}' };
    return { status: 200, body: known.response };
  }
  const found = find.get(bookId);
  if (found === undefined) return { status: 404, body: '{"code":"not_found"}' };
  const { version } = found;
  const book = JSON.parse(found.data);
  const from = book.accounts.find((account) => account.id === input.fromAccountId);
  const to = book.accounts.find((account) => account.id === input.toAccountId);
  if (from === undefined || to === undefined) return { status: 404, body: '{"code":"account_not_found"}' };
  if (from.balanceMinor < input.amountMinor) return { status: 409, body: '{"code":"insufficient_funds"}' };
  from.balanceMinor -= input.amountMinor;
  to.balanceMinor += input.amountMinor;
  const at = new Date().toISOString();
  const entry = {
    id: randomUUID(),
    bookedAt: at,
    memo: '',
    postings: [
      { accountId: from.id, currency: from.currency, amountMinor: -input.amountMinor },
      { accountId: to.id, currency: to.currency, amountMinor: input.amountMinor },
    ],
  };
  const response = JSON.stringify(entry);
  if (update.run(JSON.stringify(book), bookId, version).changes !== 1) throw new Error('conflict');
  journal.run(entry.id, bookId, response);
  const changes = JSON.stringify({ from: from.balanceMinor, to: to.balanceMinor, entry });
  audit.run(bookId, version + 1, 'create_transfer', 'anonymous', at, JSON.stringify(input), changes);
  remember.run(key, fingerprint, response, at);
  return { status: 200, body: response };
});

const input = {
  type: 'object',
  additionalProperties: false,
  required: ['fromAccountId', 'toAccountId', 'amountMinor'],
  properties: {
    fromAccountId: { type: 'string' },
    toAccountId: { type: 'string' },
    amountMinor: { type: 'integer', minimum: 1 },
  },
};
const server = Fastify();
server.post('/books/:id/transfer', { schema: { body: input } }, (request, reply) => {
  const { status, body } = transfer(request.params.id, request.body, request.headers['idempotency-key']);
  reply.code(status).header('content-type', 'application/json').send(body);
});

const ledgers = Array.from({ length: LEDGERS }, () => {
  const id = randomUUID();
  const openedAt = new Date().toISOString();
  const accounts = Array.from({ length: ACCOUNTS }, () => ({
    id: randomUUID(), ownerName: 'Ann', currency: 'EUR', balanceMinor: OPENING_BALANCE, openedAt,
  }));
  database.prepare('INSERT INTO books VALUES (?, 1, ?)').run(id, JSON.stringify({ name: id, accounts }));
  return { path: `/books/${id}/transfer`, accounts: accounts.map((account) => account.id) };
});
assertDurable(database);
const url = await server.listen({ port: 0, host: '127.0.0.1' });
serve({ url, ledgers }, () => server.close());
