import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Contract } from '@persist/contract';
import type { FastifyBaseLogger, FastifyInstance, FastifyPluginAsync } from 'fastify';
import { closeHost } from './close-host.js';
import { closeInTime } from './close-in-time.js';
import { CommandEngine } from './engine/command-engine.js';
import type { Engine } from './engine/engine.js';
import { systemEnvironment, type Environment } from './engine/environment.js';
import type { Executor } from './engine/job.js';
import type { ModelClass } from './engine/model-runtime.js';
import { RecordingExecutor } from './engine/recording/recording-executor.js';
import { ReferenceExecutor } from './engine/reference/reference-executor.js';
import { DomainHandle } from './domain/domain-handle.js';
import type { MountOptions, ServerLimits, ServerOptions } from './http/index.js';
import { readContract, type LocatedContract } from './locate-contract.js';
import { openAppLog } from './log/app-log.js';
import { ModelRegistry } from './model-registry.js';
import { loadSchemaCompiler } from './model/validation/schema-compiler.js';
import { closingFromEnvironment, settingsOf, type ClosingPolicy, type PersistPolicy } from './persist-policy.js';
import { announceMigrated, announceReady, followProcess } from './process-life.js';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.js';
import type { Store } from './store/store.js';

/** Where `listen` binds and how it treats requests. */
export interface ListenOptions
  extends ServerLimits, Pick<ServerOptions, 'docs' | 'identify' | 'info' | 'logger' | 'maxBodyBytes' | 'maxQueueMs'> {
  /** Default: the environment variable `PORT`, else 4000; 0 picks a free one. */
  readonly port?: number;
  /** Default: the environment variable `HOST`, else 127.0.0.1. Of a name (`localhost`) the first address. */
  readonly host?: string;
}

/** Where an app listens. */
export interface Listening {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
  readonly host: string;
  readonly port: number;
}

interface Parts extends LocatedContract {
  readonly store: Store;
  readonly registry: ModelRegistry;
  readonly engine: Engine;
  readonly environment: Environment;
  readonly closing: Required<ClosingPolicy>;
  /** Of an app that owns its process, and ends with its signals. */
  readonly log: FastifyBaseLogger | undefined;
}

/** One app: its data, its models, its server. */
export class PersistApp {
  readonly #parts: Parts;
  readonly #served = new Set<string>();
  /** Servers of others in which the routes are mounted. */
  readonly #hosts = new Set<FastifyInstance>();
  readonly #ending = new AbortController();
  #server: FastifyInstance | undefined;
  #listening: Promise<Listening> | undefined;
  #closing: Promise<void> | undefined;
  #log: FastifyBaseLogger | undefined;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#log = parts.log;
  }

  /**
   * Opens the data directory (made if missing), recovers what a crash left and brings the tables in line with the
   * contract. The contract is found beside the entry module (`dist/contract.json`), else in `.persist/` of the package.
   *
   * @throws {RangeError} naming the number of the policy that is none to keep to.
   * @throws {ContractNotFoundError} naming what to run.
   * @throws {StoreError} where the data cannot be used; nothing was changed.
   */
  static async open(dir: string, policy: PersistPolicy = {}): Promise<PersistApp> {
    return new PersistApp(await openParts(dir, policy));
  }

  /**
   * Like {@link open}, and owns the process's life cycle: a SIGTERM or SIGINT drains and closes the app, then ends the
   * process. The environment variable `PERSIST_DATA_DIR` overrides `dir`.
   */
  static async openAuto(dir: string, policy: PersistPolicy = {}): Promise<PersistApp> {
    const from = process.env['PERSIST_DATA_DIR'] ?? dir;
    const log = await openAppLog();
    const app = new PersistApp(await openParts(from, { ...closingFromEnvironment(), ...policy }, log));
    followProcess({ close: () => app.#end(), log: () => app.#log });
    return app;
  }

  /** The contract of the app's models: plain data, also at `dist/contract.json`. */
  get contract(): Contract {
    return this.#parts.contract;
  }

  /**
   * The records of one model, in process.
   *
   * @throws {TypeError} unless the class is a model of the contract.
   */
  async openDomain<C extends ModelClass>(model: C): Promise<DomainHandle<C>> {
    const { contract, engine, environment, registry } = this.#parts;
    const newRequestId = () => environment.uuid();
    return new DomainHandle<C>({ engine, model: registry.open(model), errors: contract.errors, newRequestId });
  }

  /**
   * Adds the whole REST surface of a model at `/api/<model name>`. Call it before {@link listen}, or before its
   * {@link routes} are registered elsewhere.
   *
   * @throws {TypeError} unless the class is a model of the contract.
   */
  async serveAutonomousModel(model: ModelClass): Promise<void> {
    if (this.#listening !== undefined) {
      throw new TypeError(`${model.name} was served after listen(). Call serveAutonomousModel before listen.`);
    }
    if (this.#hosts.size > 0) {
      throw new TypeError(`${model.name} was served after the routes were registered. Serve it before.`);
    }
    this.#served.add(this.#parts.registry.open(model).node.name);
  }

  /**
   * The routes of the served models, to be registered in a Fastify server of your own. Whoever opens, closes: closing
   * the server leaves the app open, and the routes of a closed app answer 503. Only an app of {@link openAuto}, which
   * ends with the process, closes the server first.
   *
   * @throws {TypeError} on registering, where no model is served.
   * @example
   * await app.serveAutonomousModel(LedgerBook)
   * await server.register(app.routes, { prefix: '/v1', identify: (request) => request.user.name })
   * server.addHook('onClose', () => app.close())
   */
  get routes(): FastifyPluginAsync<MountOptions> {
    return (scope, options) => this.#mount(scope, options);
  }

  /**
   * Starts the server; resolves when it accepts connections.
   *
   * @throws {RangeError} naming the limit that is none.
   * @throws {Error} `EADDRINUSE` where the port is taken; another one may be tried then.
   * @throws {TypeError} where the app listens already, or is closed.
   */
  async listen(options: ListenOptions = {}): Promise<Listening> {
    if (this.#closing !== undefined) throw new TypeError('The app is closed. Open it again, then call listen.');
    if (this.#listening !== undefined) throw new TypeError('The app listens already. Call listen once.');
    this.#listening = this.#listen(options);
    try {
      return await this.#listening;
    } catch (error) {
      this.#listening = undefined;
      throw error;
    }
  }

  /**
   * Refuses new calls, finishes those under way, closes server and data. Safe to call twice.
   *
   * @throws {CloseTimeoutError} where calls took longer than `closeTimeoutMs`; they are cut off, and all is closed.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #mount(scope: FastifyInstance, options: MountOptions): Promise<void> {
    if (this.#served.size === 0) {
      throw new TypeError('There are no routes yet. Call serveAutonomousModel before the routes are registered.');
    }
    this.#hosts.add(scope);
    scope.addHook('onClose', async () => void this.#hosts.delete(scope));
    const { persistRoutes } = await import('./http/index.js');
    const { app, contract, engine } = this.#parts;
    await persistRoutes(scope, {
      ...options,
      info: { ...app, ...options.info },
      contract,
      engine,
      models: [...this.#served],
    });
  }

  async #listen(options: ListenOptions): Promise<Listening> {
    const { port = portFromEnvironment(), host = process.env['HOST'] ?? '127.0.0.1', ...serve } = options;
    const { createServer } = await import('./http/index.js');
    const { app, contract, engine, log, store } = this.#parts;
    const { logger = log } = options;
    this.#log = logger === false ? undefined : logger;
    const server = createServer({
      ...serve,
      logger,
      info: { ...app, ...serve.info },
      contract,
      engine,
      models: [...this.#served],
      closing: this.#ending.signal,
      writeRefusal: () => store.writeRefusal(),
    });
    this.#server = server;
    const url = await server.listen({ port, host });
    const listening = { url, host, port: Number(new URL(url).port) };
    if (log !== undefined) this.#announce(url);
    setImmediate(loadSchemaCompiler);
    return listening;
  }

  #announce(url: string): void {
    const { title, version } = this.#parts.app;
    const models = [...this.#served];
    announceReady({ url, models });
    const { pid, version: node } = process;
    this.#log?.info({ app: title, version, url, models, node, pid }, 'listening');
  }

  /** The process ends: servers that others opened have to answer what they were asked before the data is gone. */
  async #end(): Promise<void> {
    const hosts = Promise.all([...this.#hosts].map(closeHost));
    try {
      await closeInTime(this.#parts.closing.closeTimeoutMs, hosts);
    } finally {
      await this.close();
    }
  }

  async #close(): Promise<void> {
    const { closing, engine, store } = this.#parts;
    this.#ending.abort();
    // Not ready any more, but callers who have not noticed are served.
    if (this.#server !== undefined && closing.drainDelayMs > 0) await delay(closing.drainDelayMs);
    const drained = engine.drain();
    // A server that is about to listen has to be there to be closed; whether it could listen is told by `listen`.
    await this.#listening?.catch(() => undefined);
    try {
      // Until all calls are done it listens: who comes meanwhile is told to come back.
      await closeInTime(closing.closeTimeoutMs, drained.then(() => this.#server?.close()));
    } finally {
      this.#server?.server.closeAllConnections();
      // Connections end in the next turn of the event loop, and what they cut off has its lines in the log then.
      await delay(0);
      await store.close();
    }
  }
}

async function openParts(dir: string, policy: PersistPolicy, log?: FastifyBaseLogger): Promise<Parts> {
  const settings = settingsOf(policy);
  const { environment = systemEnvironment, wrapStore = (store: Store) => store } = policy;
  const { app, contract } = await contractOf(policy);
  const store = wrapStore(
    await openSqliteStore({
      file: join(resolve(dir), 'persist.db'),
      idempotencyTtlMs: settings.idempotencyTtlMs,
      clock: () => environment.now(),
    }),
  );
  await migrateOrClose(store, contract);
  const registry = new ModelRegistry(contract);
  const executor: Executor =
    settings.engine === 'recording' ? new RecordingExecutor(store, settings) : new ReferenceExecutor(store);
  const { maxConcurrentCalls } = settings;
  const engine = new CommandEngine({ store, executor, environment, models: registry.models, maxConcurrentCalls });
  return { app, contract, store, registry, engine, environment, closing: settings, log };
}

async function migrateOrClose(store: Store, contract: Contract): Promise<void> {
  try {
    announceMigrated(await store.migrate(contract));
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function contractOf({ contract }: PersistPolicy): Promise<LocatedContract> {
  if (typeof contract === 'object') return { contract, app: {} };
  return readContract({
    file: contract ?? process.env['PERSIST_CONTRACT'],
    entry: process.argv[1],
    cwd: process.cwd(),
  });
}

function portFromEnvironment(): number {
  const text = process.env['PORT'] ?? '4000';
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new RangeError(`PORT is ${JSON.stringify(text)}. Set it to a port from 0 (any free one) to 65535.`);
}
