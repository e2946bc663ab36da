import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

// A program: sends requests at a fixed pace, whatever comes of them, and writes what came of them as one JSON line.

export interface OpenLoop {
  readonly url: string;
  /** Called in turn. */
  readonly paths: readonly string[];
  readonly method: 'GET' | 'POST';
  readonly body?: string;
  readonly perSecond: number;
  readonly seconds: number;
}

/** One request: its status, 0 where it had no answer, and how long that took. */
export type Sample = readonly [status: number, milliseconds: number];

/** Made before the load begins: a busy server accepts one in each turn of its event loop. */
const CONNECTIONS = 500;

export interface LoopResult {
  readonly samples: readonly Sample[];
  /** Refusals that do not say when to come back, or are no problem document. */
  readonly impolite: number;
}

const load = JSON.parse(process.argv[2]!) as OpenLoop;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, maxFreeSockets: CONNECTIONS });
await Promise.all(Array.from({ length: CONNECTIONS }, () => send('GET', '/health')));
process.stdout.write(JSON.stringify(await run()));
agent.destroy();

async function run(): Promise<LoopResult> {
  const all: Promise<Answer>[] = [];
  const start = performance.now();
  const total = load.perSecond * load.seconds;
  while (all.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * load.perSecond));
    while (all.length < due) all.push(send(load.method, load.paths[all.length % load.paths.length]!));
    await delay(2);
  }
  const answers = await Promise.all(all);
  return { samples: answers.map(({ status, ms }) => [status, ms] as const), impolite: answers.filter(isImpolite).length };
}

interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly retryAfter?: string | undefined;
  readonly type?: string | undefined;
}

function send(method: string, path: string): Promise<Answer> {
  const { url } = load;
  const body = method === 'GET' ? undefined : load.body;
  const start = performance.now();
  const ended = () => Math.round((performance.now() - start) * 10) / 10;
  return new Promise((resolve) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url + path, { agent, method, headers }, (response) => {
      const { 'retry-after': retryAfter, 'content-type': type } = response.headers;
      response.resume();
      response.on('close', () => resolve({ status: response.statusCode ?? 0, ms: ended(), retryAfter, type }));
    });
    sent.on('error', () => resolve({ status: 0, ms: ended() }));
    sent.end(body);
  });
}

function isImpolite({ status, retryAfter, type }: Answer): boolean {
  return status === 503 && (retryAfter === undefined || !type!.startsWith('application/problem+json'));
}
