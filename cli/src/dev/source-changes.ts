import { watch } from 'chokidar';
import { setTimeout as delay } from 'node:timers/promises';

// Editors and formatters write several files, or one file twice, for what is one edit.
const ONE_EDIT_MS = 15;

/**
 * The edits of an app's sources, each as the time of its first write (`performance.now()`). Edits made while the last
 * one is still being worked on count as one. Watching starts with the call.
 */
export class SourceChanges {
  readonly #watcher;
  readonly #signal: AbortSignal;
  #changedAt: number | undefined;
  #wake: () => void = () => undefined;

  constructor(root: string, signal: AbortSignal) {
    this.#watcher = watch(['src', 'package.json', 'tsconfig.json'], { cwd: root, ignoreInitial: true });
    this.#watcher.on('all', () => {
      this.#changedAt ??= performance.now();
      this.#wake();
    });
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake());
  }

  /** Settles at the next change that has not been taken, or at the end. */
  async next(): Promise<void> {
    if (this.#changedAt !== undefined || this.#signal.aborted) return;
    await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<number> {
    try {
      for (;;) {
        await this.next();
        if (this.#signal.aborted || this.#changedAt === undefined) return;
        await delay(ONE_EDIT_MS);
        const changedAt = this.#changedAt;
        this.#changedAt = undefined;
        yield changedAt;
      }
    } finally {
      await this.#watcher.close();
    }
  }
}
