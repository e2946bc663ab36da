// Remult as its guide sets it up on Fastify, with its better-sqlite3 provider; durable as the others are.
import { join } from 'node:path';
import Fastify from 'fastify';
import { describeClass, Entity, Fields, repo, SqlDatabase } from 'remult';
import { BetterSqlite3DataProvider } from 'remult/remult-better-sqlite3';
import { remultApi } from 'remult/remult-fastify';
import { accountRows } from '../accounts.mjs';
import { assertDurable, openDurable } from '../durable-database.mjs';
import { serve } from '../serve.mjs';

class Account {}
describeClass(Account, Entity('accounts', { allowApiCrud: true }), {
  id: Fields.uuid(),
  ledger: Fields.string(),
  ownerName: Fields.string(),
  currency: Fields.string(),
  balanceMinor: Fields.integer(),
  openedAt: Fields.string(),
});

const [, , data] = process.argv;
const database = openDurable(join(data, 'remult.db'));
const api = remultApi({
  entities: [Account],
  dataProvider: new SqlDatabase(new BetterSqlite3DataProvider(database)),
});
const server = Fastify();
await server.register(api);
const url = await server.listen({ port: 0, host: '127.0.0.1' });

const accounts = await api.withRemult({}, () => repo(Account).insert(accountRows()));
assertDurable(database);
serve({ url, path: '/api/accounts', ids: accounts.map(({ id }) => id) }, () => server.close());
