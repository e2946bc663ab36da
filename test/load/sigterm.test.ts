import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { before, test, type TestContext } from 'node:test';
import { Pool } from 'undici';
import { fileScope } from '../cli/built-app.js';
import { effort } from '../effort/effort.js';
import { loadApp, RunningApp } from './load-app.js';

const scope = fileScope();
let root = '';
before(async () => {
  root = await loadApp(scope);
});

const ROUNDS = effort({ ci: 2, soak: 30 });
const CLIENTS = 64;
/** Far more than the exit may take: a client that holds it holds it until then. */
const policy = { closeTimeoutMs: 120_000 };
/** Overload is another test's. */
const listen = { maxQueueMs: 120_000 };
const json = { 'content-type': 'application/json' };

for (let round = 1; round <= ROUNDS; round += 1) {
  test(`round ${round}: a service that ends under load answers what it has begun, refuses the rest, and loses nothing`, async (t) => {
    const app = await new RunningApp(t, root, { policy, listen }).ready();
    const paths = await app.jobs(8);
    const clients = new Clients(app.url, paths);
    const idlers = await badManners(t, app.url, paths[0]!);
    await clients.acknowledged(200);

    const asked = performance.now();
    app.process.signal('SIGTERM');
    const code = await app.process.ended;
    const took = performance.now() - asked;
    await clients.ended();

    assert.equal(code, 0);
    assert.ok(took < 60_000, `it took ${took} ms`);
    assert.deepEqual(clients.unexpected, []);
    assert.ok(idlers.every((socket) => !socket.connecting));
    const log = await app.log;
    assert.deepEqual(log.filter(({ level }) => level === 'error' || level === 'fatal'), []);
    await everythingIsThere(t, { data: app.data, paths, clients });
    t.diagnostic(`${clients.counts} of ${CLIENTS} clients; ended after ${Math.round(took)} ms`);
  });
}

/** Callers that would keep a connection for ever. */
async function badManners(t: TestContext, url: string, path: string): Promise<readonly Socket[]> {
  const open = async (bytes: string, { reads = true } = {}): Promise<Socket> => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    t.after(() => void socket.destroy());
    await once(socket, 'connect');
    if (reads) socket.resume();
    socket.write(bytes);
    return socket;
  };
  const dripping = await open(`POST ${path}/spin HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\ncontent-type: application/json\r\n\r\n{`);
  const timer = setInterval(() => dripping.writable && dripping.write(' '), 200);
  t.after(() => clearInterval(timer));
  const read = 'GET /_openapi.json HTTP/1.1\r\nhost: x\r\n\r\n';
  return [
    dripping,
    await open(''),
    await open('GET /health HTTP/1.1\r\nhost: x\r\n'),
    await open('GET /health HTTP/1.1\r\nhost: x\r\n\r\n'),
    // Takes no answer, and there are more than what the buffers on the way hold.
    await open(read.repeat(1_500), { reads: false }),
  ];
}

/** After a restart every record has what was acknowledged, and at most what was sent. */
async function everythingIsThere(t: TestContext, { data, paths, clients }: { data: string; paths: readonly string[]; clients: Clients }) {
  const again = await new RunningApp(t, root, { data }).ready();
  for (const path of paths) {
    const { runs } = (await (await fetch(again.url + path)).json()) as { runs: number };
    const [acknowledged, sent] = [clients.done.get(path) ?? 0, clients.sent.get(path) ?? 0];
    assert.ok(runs >= acknowledged && runs <= sent, `${path}: ${runs} runs, ${acknowledged} acknowledged, ${sent} sent`);
  }
}

/** Callers who call without pause until the service is gone; a refusal makes them try again, on a new connection. */
class Clients {
  readonly #pool: Pool;
  readonly #all: Promise<unknown>;
  readonly #statuses = new Map<number, number>();
  #notify: () => void = () => undefined;
  /** By path. */
  readonly sent = new Map<string, number>();
  readonly done = new Map<string, number>();
  readonly unexpected: string[] = [];

  constructor(url: string, paths: readonly string[]) {
    this.#pool = new Pool(url, { connections: CLIENTS, pipelining: 1 });
    this.#all = Promise.all(Array.from({ length: CLIENTS }, (_, n) => this.#client(paths[n % paths.length]!, n)));
  }

  get counts(): string {
    return JSON.stringify(Object.fromEntries(this.#statuses));
  }

  acknowledged(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#notify = () => {
        if ((this.#statuses.get(200) ?? 0) >= count) resolve();
      };
    });
  }

  async ended(): Promise<void> {
    await this.#all;
    await this.#pool.destroy();
  }

  /** Some wait for something slow, most want something quick. */
  async #client(path: string, n: number): Promise<void> {
    const [method, milliseconds] = n % 8 === 0 ? ['wait', 50] : ['spin', 0];
    for (;;) {
      count(this.sent, path);
      const status = await this.#call(`${path}/${method}`, JSON.stringify({ milliseconds }));
      if (status === undefined) return;
      count(this.#statuses, status);
      if (status === 200) count(this.done, path);
      this.#notify();
    }
  }

  /** `undefined` once nobody answers any more. */
  async #call(path: string, body: string): Promise<number | undefined> {
    try {
      const { statusCode, headers, body: answer } = await this.#pool.request({ method: 'POST', path, headers: json, body });
      const text = await answer.text();
      const isPolite = headers['retry-after'] === '5' && /"code":"shutting_down"/.test(text);
      if (statusCode !== 200 && !(statusCode === 503 && isPolite)) this.unexpected.push(`${statusCode} ${text}`);
      return statusCode;
    } catch {
      return undefined;
    }
  }
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
