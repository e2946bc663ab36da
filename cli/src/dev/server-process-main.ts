import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failedMessage, type LoadMessage } from './messages.js';

// The process that runs an app under `persist dev`. It starts ahead of time and has the runtime loaded when it is
// told what to run, so that a reload costs the app's own code only.
process.on('message', (message: LoadMessage) => void load(message));
await import(runtimeOf(process.cwd()));

/** The runtime the app itself will import: the same module, hence already loaded by then. */
function runtimeOf(root: string): string {
  return pathToFileURL(createRequire(join(root, 'package.json')).resolve('@persist/runtime')).href;
}

async function load({ entry, environment }: LoadMessage): Promise<void> {
  Object.assign(process.env, environment);
  try {
    await import(pathToFileURL(entry).href);
  } catch (error) {
    process.send?.(failedMessage(error));
  }
}
