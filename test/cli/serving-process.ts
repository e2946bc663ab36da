import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { persistBin } from './run-persist.js';

/** What `dev` tells on the way. */
const incidental: ReadonlySet<string> = new Set(['request', 'schema-changed']);

export interface ServingEvent {
  readonly event: string;
  readonly url?: string;
  readonly [member: string]: unknown;
}

/** `persist dev --json` or `persist start --json`, line by line. */
export class ServingProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  #stderr = '';

  constructor(args: readonly string[], root: string) {
    this.#child = spawn(process.execPath, [persistBin, ...args, '--json'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#lines = createInterface(this.#child.stdout!)[Symbol.asyncIterator]();
    this.ended = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => resolve(code ?? signal!));
    });
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
  }

  /** The next line; `undefined` at the end of the output. */
  async next(): Promise<ServingEvent | undefined> {
    const line = await this.#lines.next();
    return line.done ? undefined : (JSON.parse(line.value) as ServingEvent);
  }

  /** The next line, which must be of this event; lines that may come at any time are passed over. */
  async expect(event: string): Promise<ServingEvent> {
    for (;;) {
      const found = await this.next();
      if (found?.event === event) return found;
      if (found === undefined || !incidental.has(found.event)) {
        throw new Error(`expected ${event}, got ${JSON.stringify(found)}\n${this.#stderr}`);
      }
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async end(): Promise<void> {
    this.signal('SIGTERM');
    await this.ended;
  }
}

/** Resolves when the server behind a URL is gone: a connection that was open to it ends. */
export async function gone(url: string, end: () => void): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  // A reset is an end too.
  const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
  socket.resume();
  end();
  await closed;
}
