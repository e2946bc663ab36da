import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { watch } from 'chokidar';

const sources = ['src', 'package.json', 'tsconfig.json'];

// Editors and formatters write several files, or one file twice, for what is one edit.
const ONE_EDIT_MS = 15;

/**
 * The edits of an app's sources, each as the time of its first write (`performance.now()`). Edits made while
 * the last one is still being worked on count as one. Ends with its signal.
 */
export class SourceChanges {
  readonly #watcher;
  readonly #signal: AbortSignal;
  /** Settles when every edit from now on is seen. */
  readonly watching: Promise<unknown>;
  #changedAt: number | undefined;
  #wake: () => void = () => undefined;

  constructor(root: string, signal: AbortSignal) {
    this.#watcher = watch(
      sources.filter((path) => existsSync(join(root, path))),
      { cwd: root, ignoreInitial: true },
    );
    this.#watcher.on('all', () => {
      this.#changedAt ??= performance.now();
      this.#wake();
    });
    this.watching = once(this.#watcher, 'ready');
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake());
  }

  /** Settles when there is an edit that was not taken, or at the end. */
  async next(): Promise<undefined> {
    if (this.#changedAt !== undefined || this.#signal.aborted) return undefined;
    return new Promise((resolve) => {
      this.#wake = () => resolve(undefined);
    });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<number, void> {
    for (;;) {
      await this.next();
      if (this.#signal.aborted || this.#changedAt === undefined) return;
      await delay(ONE_EDIT_MS);
      const changedAt = this.#changedAt;
      this.#changedAt = undefined;
      yield changedAt;
    }
  }

  close(): Promise<void> {
    return this.#watcher.close();
  }
}
