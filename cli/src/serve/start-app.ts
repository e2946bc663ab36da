import { subscribe } from 'node:diagnostics_channel';
import { pathToFileURL } from 'node:url';
import type { App } from '../app/find-app.js';
import type { ReadyEvent } from '../dev/dev-event.js';
import type { ReadyMessage } from '../dev/messages.js';
import { thrownError } from '../dev/thrown-error.js';
import { Failure } from '../failure.js';
import { builtEntry } from './built-entry.js';

export interface StartOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Is told when the app listens. */
  readonly report: ((event: ReadyEvent) => void) | undefined;
}

/**
 * Runs a built app in this process; resolves when its entry has run, and the app goes on serving.
 *
 * @throws {Failure} where it is not built, the build is out of date, or it cannot listen or use its data.
 */
export async function startApp(app: App, { environment, report }: StartOptions): Promise<void> {
  const entry = builtEntry(app.root);
  if (report !== undefined) {
    subscribe('persist:ready', (message) => {
      const { url, models } = message as ReadyMessage;
      report({ event: 'ready', url, models, ms: Math.round(performance.now()) });
    });
  }
  // Packages go by it, and some are slower without.
  process.env['NODE_ENV'] ??= 'production';
  Object.assign(process.env, environment);
  process.setSourceMapsEnabled(true);
  // As if node had been started with it: the contract is found beside the entry.
  process.argv.splice(1, Infinity, entry);
  try {
    await import(pathToFileURL(entry).href);
  } catch (error) {
    const thrown = thrownError(error);
    // Without a code it is a bug of the app, and its stack is what helps.
    if (thrown.code === undefined) throw error;
    const { bootProblem } = await import('../dev/boot-problem.js');
    throw Failure.of(bootProblem({ type: 'persist:failed', ...thrown }, app.root, process.env['HOST']));
  }
}
