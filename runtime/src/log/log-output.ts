import { writeSync } from 'node:fs';

export interface LogOutputOptions {
  /** Standard output or error. Node has made it not block where it is a pipe or a socket; it is not written to itself. */
  readonly stream: { readonly fd: number };
  /** Called once lines flow again after some were dropped; what it writes follows those that were kept. */
  readonly onDropped: (lines: number) => void;
}

/**
 * Takes lines for a file, pipe or socket. Those of one turn of the event loop go out together, after what the turn has
 * to do. Nobody waits for a reader that is slow, has stopped or is gone, nor for a disk that is full: lines are kept
 * for it, up to a bound, the ones beyond are dropped, and how many they were is told once it takes lines again.
 */
export class LogOutput {
  readonly #fd: number;
  readonly #onDropped: (lines: number) => void;
  #lines = '';
  /** Bytes of lines, taken to be written. */
  #bytes: Buffer = NOTHING;
  #dropped = 0;
  #isScheduled = false;

  constructor({ stream, onDropped }: LogOutputOptions) {
    this.#fd = stream.fd;
    this.#onDropped = onDropped;
    process.on('exit', () => this.#finish());
  }

  /** @param line whole lines, each with its end. */
  write(line: string): void {
    // Once a line is missing, the ones after it are not worth a second gap.
    if (this.#dropped > 0 || this.#lines.length + this.#bytes.length + line.length > MOST) {
      this.#dropped += 1;
      return;
    }
    this.#lines += line;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    const failure = this.#writeAll();
    this.#isScheduled = failure !== undefined;
    if (failure !== undefined) setTimeout(() => this.#flush(), pauseAfter(failure)).unref();
  }

  /** Writes what there is, and returns why not all of it could be written. */
  #writeAll(): NodeJS.ErrnoException | undefined {
    try {
      while (this.#takeLines()) this.#bytes = this.#bytes.subarray(writeSync(this.#fd, this.#bytes));
      return undefined;
    } catch (error) {
      // There is no other place to tell it.
      return error as NodeJS.ErrnoException;
    }
  }

  /** Whether there is something to write. */
  #takeLines(): boolean {
    if (this.#bytes.length > 0) return true;
    if (this.#lines === '' && this.#dropped > 0) this.#tellDropped();
    this.#bytes = Buffer.from(this.#lines);
    this.#lines = '';
    return this.#bytes.length > 0;
  }

  #tellDropped(): void {
    const lines = this.#dropped;
    this.#dropped = 0;
    this.#onDropped(lines);
  }

  /** The process ends: a reader that is only slow gets the rest; one that has stopped must not hold it. */
  #finish(): void {
    const end = performance.now() + FINISH_MS;
    let failure = this.#writeAll();
    while (failure?.code === 'EAGAIN' && performance.now() < end) {
      Atomics.wait(sleeper, 0, 0, BUSY_MS);
      failure = this.#writeAll();
    }
  }
}

const NOTHING = Buffer.alloc(0);

/** Characters that wait at most: some ten thousand requests. */
const MOST = 4 * 1024 * 1024;

/** Until a reader that was busy is tried again. */
const BUSY_MS = 10;

/** Until a disk that was full, or a pipe without a reader, is tried again. */
const BROKEN_MS = 1_000;

/** How long a process that ends tries to get rid of its last lines. */
const FINISH_MS = 1_000;

const sleeper = new Int32Array(new SharedArrayBuffer(4));

function pauseAfter({ code }: NodeJS.ErrnoException): number {
  return code === 'EAGAIN' ? BUSY_MS : BROKEN_MS;
}
