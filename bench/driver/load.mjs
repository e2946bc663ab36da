import { performance } from 'node:perf_hooks';

/**
 * Calls `send` on so many connections at once, after a warm-up of a third of the time.
 *
 * @param cpu answers the server's CPU time in µs.
 */
export async function load(send, { connections, milliseconds, cpu }) {
  const latencies = [];
  const client = async (until) => {
    while (performance.now() < until) {
      const begun = performance.now();
      await send();
      latencies.push(performance.now() - begun);
    }
  };
  const clients = (time) => Promise.all(Array.from({ length: connections }, () => client(performance.now() + time)));
  await clients(milliseconds / 3);
  latencies.length = 0;
  const cpuBefore = await cpu();
  const begun = performance.now();
  await clients(milliseconds);
  const perSecond = latencies.length / ((performance.now() - begun) / 1000);
  const cpuUs = ((await cpu()) - cpuBefore) / latencies.length;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.floor(latencies.length * share)];
  return { perSecond, p50Ms: at(0.5), p99Ms: at(0.99), cpuUs };
}

/** The body of an answer, which has to be 200. */
export async function request(pool, options) {
  const { statusCode, body } = await pool.request(options);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${statusCode}: ${text}`);
  return text;
}
