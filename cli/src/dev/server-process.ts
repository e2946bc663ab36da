import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
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
 * They are cluster workers because workers share their listening socket through the supervisor: a new version listens
 * on the same port while the old one still answers. A worker also ends when its supervisor is gone, even killed.
 */
export class ServerProcess {
  readonly #worker: Worker;
  /** Settles when the process is gone. */
  readonly exited: Promise<EndedMessage>;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.exited = once(worker, 'exit').then(([code, signal]) => ({ type: 'persist:ended', code, signal }));
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
    const answer = new Promise<ProcessMessage>((resolve) => {
      this.#worker.on('message', (answer: ProcessMessage) => {
        if (answer.type === 'persist:ready' || answer.type === 'persist:failed') resolve(answer);
      });
    });
    if (this.#worker.isConnected()) this.#worker.send(message);
    return Promise.race([answer, this.exited]);
  }

  /** Lets the process finish what it is doing; one that does not end in time is killed. */
  async stop(): Promise<void> {
    this.#worker.process.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), DRAIN_MS);
    await this.exited;
    clearTimeout(timer);
  }

  kill(): void {
    this.#worker.process.kill('SIGKILL');
  }
}

const DRAIN_MS = 10_000;
