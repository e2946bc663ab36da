import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelName } from '@persist/contract';
import type { DomainHandle } from '../domain/domain-handle.js';
import type { ModelClass } from '../engine/model-runtime.js';
import { classMetadata } from '../model/metadata.js';
import { PersistApp, type ListenOptions } from '../persist-app.js';
import type { PersistPolicy } from '../persist-policy.js';
import { faultyStore, type Faults } from './faulty-store.js';
import { testEnvironment, type TestEnvironment } from './test-environment.js';

/** What `node:test` hands to a test; the app closes when the test ends. */
export interface TestScope {
  after(cleanUp: () => Promise<void>): void;
}

export interface TestOptions {
  /** Default: found as in production. */
  readonly contract?: PersistPolicy['contract'];
  readonly policy?: Omit<PersistPolicy, 'contract' | 'environment' | 'wrapStore'>;
  readonly listen?: Omit<ListenOptions, 'port' | 'host'>;
  /** Where the clock stands, RFC 3339. */
  readonly now?: string;
}

/** An answer of the app. */
export interface TestReply<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where the answer is JSON, else the text; `undefined` where there is none. */
  readonly body: Body;
}

export interface TestRequest {
  /** Sent as JSON unless it is a string. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A record as HTTP shows it. */
export interface TestRecord {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly [field: string]: unknown;
}

/**
 * Opens an app on a temporary folder with a clock that stands and repeatable ids, serves the models on a free port,
 * and closes it when the test ends.
 *
 * @example
 * const app = await openTestApp(t, LedgerBook)
 * const book = await app.create(LedgerBook, { name: 'Home' })
 * const reply = await app.post(`/api/ledger-books/${book.id}/open-account`, { ownerName: 'Ann', … })
 */
export async function openTestApp(
  scope: TestScope,
  models: ModelClass | readonly ModelClass[],
  options: TestOptions = {},
): Promise<TestApp> {
  const dir = await mkdtemp(join(tmpdir(), 'persist-test-'));
  const app = new TestApp(dir, Array.isArray(models) ? models : [models as ModelClass], options);
  scope.after(async () => {
    await app.close();
    await rm(dir, { recursive: true, force: true });
  });
  await app.open();
  return app;
}

/** A whole app, driven over real HTTP or in process. */
export class TestApp {
  /** Of the data. */
  readonly dir: string;
  readonly clock: TestEnvironment;
  readonly #models: readonly ModelClass[];
  readonly #options: TestOptions;
  #running: { readonly app: PersistApp; readonly url: string; readonly faults: Faults } | undefined;

  /** @internal */
  constructor(dir: string, models: readonly ModelClass[], options: TestOptions) {
    this.dir = dir;
    this.clock = testEnvironment(options.now);
    this.#models = models;
    this.#options = options;
  }

  /** `http://127.0.0.1:…`, without a slash at the end. */
  get url(): string {
    return this.#open.url;
  }

  /** The app itself, such as to mount its routes in a server. */
  get app(): PersistApp {
    return this.#open.app;
  }

  /** What the store is made to do wrong. */
  get faults(): Faults {
    return this.#open.faults;
  }

  /** The records of a model, in process. */
  domain<C extends ModelClass>(model: C): Promise<DomainHandle<C>> {
    return this.#open.app.openDomain(model);
  }

  async request<Body = Record<string, unknown>>(
    method: string,
    path: string,
    { body, headers = {} }: TestRequest = {},
  ): Promise<TestReply<Body>> {
    const json: TestRequest['headers'] = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, {
      method,
      headers: { ...json, ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    // An answer to HEAD says what one to GET would be.
    const isJson = text !== '' && /[/+]json/.test(response.headers.get('content-type') ?? '');
    const parsed: unknown = isJson ? JSON.parse(text) : text === '' ? undefined : text;
    return { status: response.status, headers: response.headers, body: parsed as Body };
  }

  post<Body = Record<string, unknown>>(path: string, body?: unknown, headers?: TestRequest['headers']): Promise<TestReply<Body>> {
    return this.request<Body>('POST', path, { body, headers });
  }

  delete<Body = Record<string, unknown>>(path: string, headers?: TestRequest['headers']): Promise<TestReply<Body>> {
    return this.request<Body>('DELETE', path, { headers });
  }

  /** A record by its class and id, or whatever a path answers. */
  get(model: ModelClass, id: string): Promise<TestRecord>;
  get<Body = Record<string, unknown>>(path: string, headers?: TestRequest['headers']): Promise<TestReply<Body>>;
  async get(target: ModelClass | string, second?: string | TestRequest['headers']): Promise<unknown> {
    if (typeof target === 'string') {
      return this.request('GET', target, { headers: second as TestRequest['headers'] });
    }
    const reply = await this.request<TestRecord>('GET', `${this.pathOf(target)}/${second as string}`);
    return expectStatus(reply, 200);
  }

  /** Creates a record over HTTP. */
  async create(model: ModelClass, input?: unknown): Promise<TestRecord> {
    return expectStatus(await this.post<TestRecord>(this.pathOf(model), input), 201);
  }

  /** `/api/ledger-books` */
  pathOf(model: ModelClass): string {
    return `/api/${classMetadata(model)?.model?.name ?? modelName(model.name)}`;
  }

  /** Closes the app and opens it again on the same data, at another port. */
  async restart(): Promise<void> {
    await this.close();
    await this.open();
  }

  /** @internal */
  async open(): Promise<void> {
    let faults: Faults | undefined;
    const app = await PersistApp.open(this.dir, {
      ...this.#options.policy,
      contract: this.#options.contract,
      environment: this.clock,
      wrapStore(store) {
        const faulty = faultyStore(store);
        faults = faulty.faults;
        return faulty.store;
      },
    });
    for (const model of this.#models) await app.serveAutonomousModel(model);
    const { url } = await app.listen({ ...this.#options.listen, port: 0, host: '127.0.0.1' });
    this.#running = { app, url, faults: faults! };
  }

  /** @internal */
  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.app.close();
  }

  get #open() {
    if (this.#running === undefined) throw new Error('The test app is closed.');
    return this.#running;
  }
}

function expectStatus<Body>({ status, body }: TestReply<Body>, expected: number): Body {
  if (status === expected) return body;
  throw new Error(`expected status ${expected}, got ${status}: ${JSON.stringify(body)}`);
}
