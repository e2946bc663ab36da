import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import type { FailedMessage, LoadMessage, ProcessMessage, ReadyMessage } from './messages.js';

export interface ServerProcessOptions {
  readonly root: string;
  /** Whether stdout belongs to someone else: what the app prints then goes to stderr. */
  readonly stdoutTaken: boolean;
}

/** How a process ended before it was ready. */
export interface EndedMessage {
  readonly type: 'persist:ended';
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export type Boot = ReadyMessage | FailedMessage | EndedMessage;

/**
 * One process that runs one version of an app.
 *
 * They are cluster workers because workers share their listening socket through the supervisor: a new version
 * listens on the same port while the old one still answers. A worker also ends when its supervisor is gone,
 * even killed.
 */
export class ServerProcess {
  readonly #worker: Worker;
  readonly #waiting: Promise<unknown>;
  /** Settles when the process is gone. */
  readonly exited: Promise<EndedMessage>;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#waiting = this.#answer('persist:waiting');
    this.exited = new Promise((resolve) => {
      worker.once('exit', (code: number | null, signal: NodeJS.Signals | null) => {
        resolve({ type: 'persist:ended', code, signal });
      });
    });
  }

  /** Starts a process that waits to be told what to run. */
  static start({ root, stdoutTaken }: ServerProcessOptions): ServerProcess {
    cluster.setupPrimary({
      exec: fileURLToPath(new URL('./server-process-main.js', import.meta.url)),
      args: [],
      execArgv: ['--enable-source-maps'],
      cwd: root,
      stdio: ['ignore', stdoutTaken ? 2 : 1, 2, 'ipc'],
    });
    return new ServerProcess(cluster.fork({ PERSIST_SUPERVISED: '1' }));
  }

  /** Runs a version of the app; resolves when it listens or has failed to. */
  async load(message: LoadMessage): Promise<Boot> {
    const answer = this.#answer('persist:ready', 'persist:failed');
    void this.#waiting.then(() => this.#worker.isConnected() && this.#worker.send(message));
    return Promise.race([answer, this.exited]);
  }

  /** Lets the process finish what it is doing; one that has not ended after `drainMs` is killed. */
  async stop(drainMs: number): Promise<void> {
    this.#worker.process.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), drainMs);
    await this.exited;
    clearTimeout(timer);
  }

  kill(): void {
    this.#worker.process.kill('SIGKILL');
  }

  #answer<T extends ProcessMessage['type']>(...types: T[]): Promise<Extract<ProcessMessage, { type: T }>> {
    return new Promise((resolve) => {
      this.#worker.on('message', (message: ProcessMessage) => {
        const awaited = types.find((type) => type === message.type);
        if (awaited !== undefined) resolve(message as Extract<ProcessMessage, { type: T }>);
      });
    });
  }
}
