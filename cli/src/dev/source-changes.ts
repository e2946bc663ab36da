import { once } from 'node:events';
import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { isAppSource, readSourceState } from './app-sources.js';

// Editors and formatters write several files, or one file twice, for what is one edit.
const ONE_EDIT_MS = 15;

// Who writes a file empties it first. Under load a while passes until its text is there.
const HALF_WRITTEN_MS = 100;

/**
 * The edits of an app's sources, each as the time of its first write (`performance.now()`). A write that
 * leaves everything as it was is none, and edits made while the last one is still being worked on count as
 * one. Ends with its signal.
 */
export class SourceChanges {
  readonly #root: string;
  readonly #watcher;
  readonly #signal: AbortSignal;
  /** Settles when every edit from now on is seen. */
  readonly watching: Promise<unknown>;
  /** Of the last edit, or of the beginning; `undefined`: any write counts. */
  #fingerprint: string | undefined;
  /** When the first write was seen since then. */
  #writtenAt: number | undefined;
  #settling: NodeJS.Timeout | undefined;
  /** An edit that nobody has taken. */
  #changedAt: number | undefined;
  #wake: () => void = () => undefined;

  constructor(root: string, signal: AbortSignal) {
    this.#root = root;
    this.#fingerprint = readSourceState(root).fingerprint;
    this.#watcher = watch(root, {
      ignoreInitial: true,
      ignored: (path) => path !== root && !isAppSource(relative(root, path).split(sep).join('/')),
    });
    this.#watcher.on('all', () => this.#seeWrite());
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

  /** Counts as an edit, though nothing was written. */
  demand(): void {
    this.#changedAt ??= performance.now();
    this.#wake();
  }

  /** Whether the sources are others by now than those of the last edit; it is an edit then, seen or still to be seen. */
  haveMovedOn(): boolean {
    if (this.#fingerprint === undefined || readSourceState(this.#root).fingerprint === this.#fingerprint) return false;
    this.#seeWrite();
    return true;
  }

  /** The next write counts whatever it writes: the sources were not at fault for what went wrong. */
  takeAnyWrite(): void {
    this.#fingerprint = undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<number, void> {
    for (;;) {
      await this.next();
      if (this.#signal.aborted || this.#changedAt === undefined) return;
      const changedAt = this.#changedAt;
      this.#changedAt = undefined;
      yield changedAt;
    }
  }

  close(): Promise<void> {
    clearTimeout(this.#settling);
    return this.#watcher.close();
  }

  #seeWrite(): void {
    this.#writtenAt ??= performance.now();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), ONE_EDIT_MS);
  }

  #settle(): void {
    const writtenAt = this.#writtenAt ?? performance.now();
    const { fingerprint, hasEmptyFile } = readSourceState(this.#root);
    if (hasEmptyFile && performance.now() - writtenAt < HALF_WRITTEN_MS) {
      this.#settling = setTimeout(() => this.#settle(), ONE_EDIT_MS);
      return;
    }
    this.#writtenAt = undefined;
    if (fingerprint === this.#fingerprint) return;
    this.#fingerprint = fingerprint;
    this.#changedAt ??= writtenAt;
    this.#wake();
  }
}
