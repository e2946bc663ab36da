import { subscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildApp } from '@persist/compiler';

/** Builds an app of this repository and runs it as `persist start` would; `ready` hears of its URL. */
export async function runGenerated(app, data, ready) {
  const root = fileURLToPath(new URL(`../../${app}`, import.meta.url));
  const outdir = fileURLToPath(new URL(`../../node_modules/.cache/bench/${app}`, import.meta.url));
  await buildApp({ root, outdir });
  Object.assign(process.env, {
    PERSIST_CONTRACT: join(outdir, 'contract.json'),
    PERSIST_DATA_DIR: data,
    // What it is compared with writes no log.
    PERSIST_LOG_LEVEL: 'silent',
    PORT: '0',
  });
  subscribe('persist:ready', ({ url }) => ready(url));
  await import(pathToFileURL(join(outdir, 'main.js')).href);
}
