import { performance } from 'node:perf_hooks';
import { openConnection, requestBytes } from './connection.mjs';

/**
 * Sends requests on so many connections at once, after a warm-up of a third of the time.
 *
 * @param next makes the next request: `{ method, path, headers, body }`.
 * @param atLeast requests, in the warm-up too, however long they take.
 * @param watch is told when the measured part begins; what it answers is called at its end, and answers the server's
 *   CPU time in between.
 * @returns `generatorBusy` is the share of a core that sending took: near 1 it is what was measured.
 */
export async function load(url, next, { connections, seconds, atLeast = 0, watch }) {
  const open = await openAll(url, connections);
  try {
    await run(open, next, { seconds: seconds / 3, atLeast });
    const stop = await watch();
    const cpuBefore = process.cpuUsage();
    const begun = performance.now();
    const latencies = await run(open, next, { seconds, atLeast });
    const wallMs = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpuBefore);
    const { cpuUs } = await stop();
    const figures = {
      perSecond: latencies.length / (wallMs / 1000),
      p50Ms: at(latencies, 0.5),
      p99Ms: at(latencies, 0.99),
      cpuUs: cpuUs / latencies.length,
    };
    return { figures, generatorBusy: (user + system) / 1000 / wallMs };
  } finally {
    for (const connection of open) connection.close();
  }
}

/** Lets a server compile what it needs, on as many connections as it will ever have. */
export async function warmUp(url, next, { seconds }) {
  const open = await openAll(url, 64);
  try {
    await run(open, next, { seconds, atLeast: 0 });
  } finally {
    for (const connection of open) connection.close();
  }
}

/** What one request is answered with. */
export async function bodyOf(url, request) {
  const connection = await openConnection(url);
  try {
    return await untilTaken(connection, request);
  } finally {
    connection.close();
  }
}

/** Sends so many requests, and waits for the last answer. */
export async function sendAll(url, next, { connections, requests }) {
  const open = await openAll(url, connections);
  let sent = 0;
  try {
    await Promise.all(open.map(async (connection) => {
      while (sent < requests) {
        sent += 1;
        await untilTaken(connection, next());
      }
    }));
  } finally {
    for (const connection of open) connection.close();
  }
}

function openAll(url, connections) {
  return Promise.all(Array.from({ length: connections }, () => openConnection(url)));
}

/** How long each request took, sorted. */
async function run(connections, next, { seconds, atLeast }) {
  const latencies = [];
  let refused = 0;
  const until = performance.now() + seconds * 1000;
  await Promise.all(connections.map(async (connection) => {
    for (let begun = performance.now(); begun < until || latencies.length < atLeast; ) {
      const body = await send(connection, next());
      const ended = performance.now();
      if (body === undefined) refused += 1;
      else latencies.push(ended - begun);
      begun = ended;
    }
  }));
  if (refused > 0) console.warn(`  ${refused} requests were refused with 503 and are not counted, ${latencies.length} were answered`);
  return latencies.sort((a, b) => a - b);
}

/** Sends a request again for as long as it is refused with 503. */
async function untilTaken(connection, request) {
  for (;;) {
    const body = await send(connection, request);
    if (body !== undefined) return body;
  }
}

/**
 * The body of an answer; `undefined` where a server has too much to do, as a machine that is busy with other things makes
 * it believe.
 *
 * @throws {Error} for any other answer that is no success.
 */
async function send(connection, request) {
  const { status, body } = await connection.send(requestBytes(request));
  if (status >= 200 && status < 300) return body;
  if (status === 503) return undefined;
  throw new Error(`${request.method} ${request.path} → ${status}: ${body}`);
}

function at(sorted, share) {
  return sorted[Math.floor(sorted.length * share)];
}
