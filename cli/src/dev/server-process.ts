import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { SchemaChange } from '@persist/runtime/advanced';
import type {
  AnsweredMessage,
  CrashedMessage,
  FailedMessage,
  LoadMessage,
  ProcessMessage,
  ReadyMessage,
} from './messages.js';
import type { OutputEvent } from './session-event.js';

export interface ServerProcessOptions {
  readonly root: string;
  readonly output: AppOutput;
  readonly onRequest: (request: AnsweredMessage) => void;
  /** Called where `output` is `captured`. */
  readonly onLine: (line: Omit<OutputEvent, 'event'>) => void;
}

/** Where what the app prints goes: where this process prints, all of it to stderr, or to who shows it. */
export type AppOutput = 'inherited' | 'stderr' | 'captured';

/** How a process ended that nobody told to. */
export interface EndedMessage {
  readonly type: 'persist:ended';
  /** What it ended of, where it was an error. */
  readonly crash?: CrashedMessage;
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
  /** What it has changed in the tables so far. */
  readonly schemaChanges: SchemaChange[] = [];

  private constructor(worker: Worker, { onRequest, onLine }: ServerProcessOptions) {
    this.#worker = worker;
    this.#waiting = this.#answer('persist:waiting');
    this.exited = endOf(worker);
    worker.on('message', (message: ProcessMessage) => {
      if (message.type === 'persist:request') onRequest(message);
      if (message.type === 'persist:migrated') this.schemaChanges.push(...message.changes);
    });
    const { stdout, stderr } = worker.process;
    eachLine(stdout, (line) => onLine({ stream: 'stdout', line }));
    eachLine(stderr, (line) => onLine({ stream: 'stderr', line }));
  }

  /** Starts a process that waits to be told what to run. */
  static start(options: ServerProcessOptions): ServerProcess {
    cluster.setupPrimary({
      exec: fileURLToPath(new URL('./server-process-main.js', import.meta.url)),
      args: [],
      execArgv: ['--enable-source-maps'],
      cwd: options.root,
      stdio: ['ignore', ...outputs[options.output], 'ipc'],
    });
    return new ServerProcess(cluster.fork({ PERSIST_SUPERVISED: '1' }), options);
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

async function endOf(worker: Worker): Promise<EndedMessage> {
  let crash: CrashedMessage | undefined;
  worker.on('message', (message: ProcessMessage) => {
    if (message.type === 'persist:crashed') crash = message;
  });
  // What it said last may arrive after its exit, never after its channel is closed.
  const closed = once(worker, 'disconnect');
  const [code, signal] = (await once(worker, 'exit')) as [number | null, NodeJS.Signals | null];
  await closed;
  return { type: 'persist:ended', code, signal, ...(crash && { crash }) };
}

/** What the process has for its stdout and stderr. */
const outputs: Readonly<Record<AppOutput, readonly [1 | 2 | 'pipe', 2 | 'pipe']>> = {
  inherited: [1, 2],
  stderr: [2, 2],
  captured: ['pipe', 'pipe'],
};

/** `null` where the process writes elsewhere. */
function eachLine(stream: Readable | null, take: (line: string) => void): void {
  if (stream !== null) createInterface(stream).on('line', take);
}
