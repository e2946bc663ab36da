import { subscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  AnsweredMessage,
  CrashedMessage,
  FailedMessage,
  LoadMessage,
  MigratedMessage,
  WaitingMessage,
} from './messages.js';
import { thrownError } from './thrown-error.js';

/** How long an app that does not await `listen()` may take for it. */
const LISTENING_MS = 3_000;

const notListening: FailedMessage = {
  type: 'persist:failed',
  code: 'not_listening',
  message: 'src/main.ts has run to its end, and nothing listens.',
  hint: 'End it with: await app.listen();',
  stack: '',
};

// The process that runs an app under `persist dev`. It starts ahead of time and has the runtime loaded when
// it is told what to run, so that a reload costs the app's own code only.
process.on('message', (message: LoadMessage) => void load(message));
process.on('uncaughtExceptionMonitor', (error) => {
  process.send?.({ type: 'persist:crashed', ...thrownError(error) } satisfies CrashedMessage);
});
process.send?.({ type: 'persist:waiting' } satisfies WaitingMessage);
forward('persist:migrated');
forward('persist:request');
await preload('@persist/runtime', '@persist/runtime/http');

/** What the runtime publishes on a channel goes to the supervisor, as a message of that name. */
function forward(type: (MigratedMessage | AnsweredMessage)['type']): void {
  subscribe(type, (message) => process.send?.({ type, ...(message as object) }));
}

/** Imports what the app itself will import: the same modules, hence already loaded by then. */
async function preload(...specifiers: readonly string[]): Promise<void> {
  const { resolve } = createRequire(join(process.cwd(), 'package.json'));
  await Promise.all(specifiers.map((specifier) => import(pathToFileURL(resolve(specifier)).href)));
}

async function load({ entry, environment }: LoadMessage): Promise<void> {
  Object.assign(process.env, environment);
  // As if node had been started with it: the contract is found beside the entry.
  process.argv.splice(1, Infinity, entry);
  try {
    await import(pathToFileURL(entry).href);
    // Too late to matter where the app listens by then.
    setTimeout(() => process.send?.(notListening), LISTENING_MS);
  } catch (error) {
    process.send?.({ type: 'persist:failed', ...thrownError(error) } satisfies FailedMessage);
  }
}
