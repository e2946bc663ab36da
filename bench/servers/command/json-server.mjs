// json-server on the file that `json-server db.json` would use (lowdb, written whole, never flushed to the disk).
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonServer from 'json-server';
import { accountRows } from '../accounts.mjs';
import { serve } from '../serve.mjs';

const [, , data] = process.argv;
const file = join(data, 'db.json');
const accounts = accountRows().map((row, number) => ({ id: `account-${number}`, ...row }));
writeFileSync(file, JSON.stringify({ accounts }));

const app = jsonServer.create();
app.use(jsonServer.router(file));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
serve({ url: `http://127.0.0.1:${server.address().port}`, path: '/accounts', ids: accounts.map(({ id }) => id) });
