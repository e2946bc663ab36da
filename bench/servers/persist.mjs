// The ledger template as `persist start` serves it.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { subscribe } from 'node:diagnostics_channel';
import { buildApp } from '@persist/compiler';
import { ACCOUNTS, BOOKS, sayReady } from './say.mjs';

const root = fileURLToPath(new URL('../../templates/ledger-core', import.meta.url));
const data = process.argv[2];
const outdir = fileURLToPath(new URL('../../node_modules/.cache/bench-ledger', import.meta.url));
await buildApp({ root, outdir });
Object.assign(process.env, {
  PERSIST_CONTRACT: join(outdir, 'contract.json'),
  PERSIST_DATA_DIR: data,
  // What it is compared with writes no log.
  PERSIST_LOG_LEVEL: 'silent',
  PORT: '0',
});
subscribe('persist:ready', async ({ url }) => {
  const books = [];
  for (let book = 0; book < BOOKS; book += 1) {
    const { id } = await post(`${url}/api/ledger-books`, { name: `book ${book}` });
    const accounts = [];
    for (let account = 0; account < ACCOUNTS; account += 1) {
      const input = { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 1_000_000_000 };
      accounts.push((await post(`${url}/api/ledger-books/${id}/open-account`, input)).id);
    }
    books.push({ path: `/api/ledger-books/${id}/create-transfer`, accounts });
  }
  sayReady(url, books, () => undefined);
});
await import(pathToFileURL(join(outdir, 'main.js')).href);

async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
