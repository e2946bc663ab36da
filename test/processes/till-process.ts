import { BuiltProcess, type Scope } from '../cli/built-app.js';
import { persistBin } from '../cli/run-persist.js';
import type { TillApp } from './till-app.js';
import { TillClient } from './till-client.js';

export interface TillProcessOptions {
  readonly app: TillApp;
  readonly dataDir: string;
  /** What the fixture goes by. */
  readonly env?: NodeJS.ProcessEnv;
}

/** One `persist start` on the data of others. */
export class TillProcess {
  readonly #scope: Scope;
  readonly #options: TillProcessOptions;
  readonly #clients: TillClient[] = [];
  #running: BuiltProcess | undefined;
  #url = '';

  constructor(scope: Scope, options: TillProcessOptions) {
    this.#scope = scope;
    this.#options = options;
  }

  /** Resolves when it accepts connections. */
  async start(): Promise<void> {
    const { app, dataDir, env } = this.#options;
    const args = [persistBin, 'start', '--json', '--port', '0', '--data', dataDir];
    this.#running = new BuiltProcess(this.#scope, app.root, { args, env: { PERSIST_LOG_LEVEL: 'fatal', ...env } });
    const ready = await this.#running.next();
    if (ready['event'] !== 'ready') throw new Error(`It did not start: ${JSON.stringify(ready)}\n${this.#running.stderr}`);
    this.#url = String(ready['url']);
  }

  /** Connections to it, as it runs now; closed with it. */
  client({ connections = 16, pipelining = 1 } = {}): TillClient {
    const client = new TillClient(this.#url, connections, pipelining);
    this.#clients.push(client);
    return client;
  }

  signal(signal: NodeJS.Signals): void {
    this.#running!.signal(signal);
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#running!.ended;
    await this.#closeClients();
  }

  /** SIGTERM; resolves with its exit code. */
  async stop(): Promise<number | NodeJS.Signals> {
    await this.#closeClients();
    this.signal('SIGTERM');
    return this.#running!.ended;
  }

  async #closeClients(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.close()));
  }
}
