import { channel } from 'node:diagnostics_channel';
import { constants } from 'node:os';
import type { FastifyBaseLogger } from 'fastify';
import type { SchemaChange } from './store/schema-change.js';

/** What an app says when it accepts connections. */
export interface ReadyMessage {
  readonly url: string;
  /** Names of the served models. */
  readonly models: readonly string[];
}

/** Subscribers in the same process (the command line) hear here that the app is ready. */
const readyChannel = channel('persist:ready');

/** What opening an app has changed in its tables. */
export interface MigratedMessage {
  readonly changes: readonly SchemaChange[];
}

const migratedChannel = channel('persist:migrated');

/** Tells subscribers in the same process; where nothing was changed there is nothing to tell. */
export function announceMigrated(changes: readonly SchemaChange[]): void {
  if (changes.length > 0) migratedChannel.publish({ changes } satisfies MigratedMessage);
}

/** Tells the command line, be it in this process or another; whoever reads the log knows from there. */
export function announceReady(message: ReadyMessage): void {
  if (readyChannel.hasSubscribers) readyChannel.publish(message);
  else process.send?.({ type: 'persist:ready', ...message });
}

/** What lives and dies with its process. */
export interface OwnedApp {
  close(): Promise<void>;
  log(): FastifyBaseLogger | undefined;
}

/** Closes the app when the process is asked to end, then ends it; at once when it is asked again. */
export function followProcess(app: OwnedApp): void {
  let asked: { readonly signal: NodeJS.Signals; readonly at: number } | undefined;
  const obey = (signal: NodeJS.Signals) => {
    if (asked === undefined) {
      asked = { signal, at: performance.now() };
      app.log()?.info({ signal }, 'closing');
      void end(app);
    } else if (signal !== asked.signal || performance.now() - asked.at > ECHO_MS) {
      app.log()?.warn({ signal }, 'ended at once');
      process.exit(128 + constants.signals[signal]);
    }
  };
  process.on('SIGTERM', obey);
  process.on('SIGINT', obey);
  // However its supervisor ends, the app ends with it.
  if (process.env['PERSIST_SUPERVISED'] === '1' && process.send !== undefined) {
    process.once('disconnect', () => void end(app));
  }
}

/** One Ctrl-C comes twice where npm passes on what the terminal has sent already. */
const ECHO_MS = 500;

async function end(app: OwnedApp): Promise<void> {
  try {
    await app.close();
    app.log()?.info('closed');
    process.exit(0);
  } catch (error) {
    const log = app.log();
    if (log === undefined) process.stderr.write(`The app did not close cleanly: ${String(error)}\n`);
    else log.fatal({ err: error }, 'not closed cleanly');
    process.exit(1);
  }
}
