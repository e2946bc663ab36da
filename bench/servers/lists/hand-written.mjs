// What a careful developer writes: a validated query string, the same SQL on the same index, a count for the total.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { serve } from '../serve.mjs';
import { fillTickets, LISTED, writeTickets } from './tickets.mjs';

const [, , data, busy] = process.argv;
const file = join(data, 'hand.db');
const database = new Database(file);
database.pragma('journal_mode = WAL');
database.exec(`
  CREATE TABLE tickets (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL, title TEXT, status TEXT, priority REAL, assignee TEXT) STRICT;
  CREATE INDEX tickets_by_priority ON tickets (status, priority, id);
`);
const columns = 'id, version, created_at AS createdAt, updated_at AS updatedAt, title, status, priority, assignee';
const order = 'ORDER BY priority DESC, id DESC';
const page = database.prepare(`SELECT ${columns} FROM tickets WHERE status = ? ${order} LIMIT ? OFFSET ?`);
const after = database.prepare(
  `SELECT ${columns} FROM tickets WHERE status = ? AND (priority, id) < (?, ?) ${order} LIMIT ?`,
);
const count = database.prepare('SELECT count(*) FROM tickets WHERE status = ?').pluck();

const read = database.transaction(({ status, page: number = 1, perPage = 20, cursor }) => {
  const total = count.get(status);
  const rows =
    cursor === undefined
      ? page.all(status, perPage + 1, (number - 1) * perPage)
      : after.all(status, ...JSON.parse(Buffer.from(cursor, 'base64url')), perPage + 1);
  const items = rows.slice(0, perPage);
  const last = items.at(-1);
  const nextCursor = Buffer.from(JSON.stringify([last.priority, last.id])).toString('base64url');
  const more = rows.length > perPage && { nextCursor };
  return { items, page: number, perPage, total, totalPages: Math.ceil(total / perPage), ...more };
});

const querystring = {
  type: 'object',
  properties: {
    status: { enum: ['open', 'done'] },
    sort: { const: '-priority' },
    page: { type: 'integer', minimum: 1 },
    perPage: { type: 'integer', minimum: 1, maximum: 100 },
    cursor: { type: 'string' },
  },
};
const server = Fastify();
server.get('/tickets', { schema: { querystring } }, (request) => read(request.query));

fillTickets(file, LISTED);
const stop = busy === 'busy' ? writeTickets(file, LISTED) : () => undefined;
const url = await server.listen({ port: 0, host: '127.0.0.1' });
serve({ url, path: '/tickets' }, () => {
  stop();
  return server.close();
});
