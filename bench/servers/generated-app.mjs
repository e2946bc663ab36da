import { subscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtFolder } from '../driver/build-app.mjs';

/** Runs an app that the driver built as `persist start` would; answers its URL. */
export async function runGenerated(app, data, environment = {}) {
  const folder = builtFolder(app);
  Object.assign(process.env, {
    PERSIST_CONTRACT: join(folder, 'contract.json'),
    PERSIST_DATA_DIR: data,
    // What it is compared with writes no log.
    PERSIST_LOG_LEVEL: 'silent',
    PORT: '0',
    ...environment,
  });
  const ready = new Promise((resolve) => subscribe('persist:ready', ({ url }) => resolve(url)));
  await import(pathToFileURL(join(folder, 'main.js')).href);
  return ready;
}
