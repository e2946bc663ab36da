import { performance } from 'node:perf_hooks';
import { openConnection, requestBytes } from './connection.mjs';

/**
 * Sends requests on so many connections at once, after a warm-up of a third of the time.
 *
 * @param next makes the next request: `{ method, path, headers, body }`.
 * @param watch is told when the measured part begins; what it answers is called at its end, and answers the server's
 *   CPU time in between.
 * @returns `generatorBusy` is the share of a core that sending took: near 1 it is what was measured.
 */
export async function load(url, next, { connections, seconds, watch }) {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(url)));
  try {
    await run(open, next, seconds / 3);
    const stop = await watch();
    const cpuBefore = process.cpuUsage();
    const begun = performance.now();
    const latencies = await run(open, next, seconds);
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

/** How long each request took, sorted. */
async function run(connections, next, seconds) {
  const latencies = [];
  const until = performance.now() + seconds * 1000;
  await Promise.all(connections.map(async (connection) => {
    for (let begun = performance.now(); begun < until; ) {
      await succeed(connection, next());
      const ended = performance.now();
      latencies.push(ended - begun);
      begun = ended;
    }
  }));
  return latencies.sort((a, b) => a - b);
}

/** The body of an answer, which has to be a 2xx. */
export async function succeed(connection, request) {
  const { status, body } = await connection.send(requestBytes(request));
  if (status < 200 || status > 299) throw new Error(`${request.method} ${request.path} → ${status}: ${body}`);
  return body;
}

function at(sorted, share) {
  return sorted[Math.floor(sorted.length * share)];
}
