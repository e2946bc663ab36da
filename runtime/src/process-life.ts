import { channel } from 'node:diagnostics_channel';
import type { SchemaChange } from './store/schema-change.js';

/** What an app says when it accepts connections. */
export interface ReadyMessage {
  readonly url: string;
  /** Names of the served models. */
  readonly models: readonly string[];
}

/** Subscribers in the same process (the command line) hear here that the app is ready. */
export const readyChannel = channel('persist:ready');

/** What opening an app has changed in its tables. */
export interface MigratedMessage {
  readonly changes: readonly SchemaChange[];
}

const migratedChannel = channel('persist:migrated');

/** Tells subscribers in the same process; where nothing was changed there is nothing to tell. */
export function announceMigrated(changes: readonly SchemaChange[]): void {
  if (changes.length > 0) migratedChannel.publish({ changes } satisfies MigratedMessage);
}

/** Tells the supervisor, be it another process or this one; a person at a terminal where there is none. */
export function announceReady(message: ReadyMessage): void {
  if (readyChannel.hasSubscribers) readyChannel.publish(message);
  else if (process.send !== undefined) process.send({ type: 'persist:ready', ...message });
  else process.stdout.write(`Serving ${message.models.join(', ')} at ${message.url}\n`);
}

/** Closes the app when the process is asked to end, then ends it. */
export function followProcess(close: () => Promise<void>): void {
  const end = () => {
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The app did not close cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  // However its supervisor ends, the app ends with it.
  if (process.env['PERSIST_SUPERVISED'] === '1' && process.send !== undefined) process.once('disconnect', end);
}
