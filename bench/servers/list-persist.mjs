// The tickets app as `persist start` serves it.
import { subscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildApp } from '@persist/compiler';
import { sayReady } from './say.mjs';
import { fillTickets, writeTickets } from './tickets.mjs';

const [, , data, busy] = process.argv;
const root = fileURLToPath(new URL('../apps/tickets', import.meta.url));
const outdir = fileURLToPath(new URL('../../node_modules/.cache/bench-tickets', import.meta.url));
await buildApp({ root, outdir });
Object.assign(process.env, {
  PERSIST_CONTRACT: join(outdir, 'contract.json'),
  PERSIST_DATA_DIR: data,
  // What it is compared with writes no log.
  PERSIST_LOG_LEVEL: 'silent',
  PORT: '0',
  PERSIST_LOG_LEVEL: 'error',
});
subscribe('persist:ready', ({ url }) => {
  const file = join(data, 'persist.db');
  fillTickets(file);
  const stop = busy === 'busy' ? writeTickets(file) : () => undefined;
  sayReady(url, '/api/tickets', stop);
});
await import(pathToFileURL(join(outdir, 'main.js')).href);
