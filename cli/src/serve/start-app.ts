import { subscribe } from 'node:diagnostics_channel';
import { pathToFileURL } from 'node:url';
import type { App } from '../app/find-app.js';
import { bootProblem } from '../dev/boot-problem.js';
import type { ReadyEvent } from '../dev/dev-event.js';
import { failedMessage, type ReadyMessage } from '../dev/messages.js';
import { Failure } from '../failure.js';
import { builtEntry } from './built-entry.js';

export interface StartOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly report: (event: ReadyEvent) => void;
}

/**
 * Runs a built app in this process; resolves when its entry has run, and the app goes on serving.
 *
 * @throws {Failure} where it is not built, the build is out of date, or it cannot listen or use its data.
 */
export async function startApp(app: App, { environment, report }: StartOptions): Promise<void> {
  const entry = builtEntry(app.root);
  subscribe('persist:ready', (message) => {
    const { url, models } = message as ReadyMessage;
    report({ event: 'ready', url, models, ms: Math.round(performance.now()) });
  });
  Object.assign(process.env, environment);
  process.setSourceMapsEnabled(true);
  // As if node had been started with it: the contract is found beside the entry.
  process.argv.splice(1, Infinity, entry);
  try {
    await import(pathToFileURL(entry).href);
  } catch (error) {
    const failed = failedMessage(error);
    // Without a code it is a bug of the app, and its stack is what helps.
    throw failed.code === undefined ? error : Failure.of(bootProblem(failed, app.root));
  }
}
