// Durable commands over HTTP on loopback: the generated ledger command against a handler written by hand.
// node bench/command-http.mjs [--rounds N] [--seconds N] [--json FILE]
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';

const variants = ['hand-written', 'persist'];
const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
});
const rounds = Number(flags.rounds);
const milliseconds = Number(flags.seconds) * 1000;

for (const connections of [1, 8, 64]) {
  const results = Object.fromEntries(variants.map((variant) => [variant, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Alternating, so that a slow minute of the machine hits both.
    for (const variant of round % 2 === 0 ? variants : variants.toReversed()) {
      results[variant].push(await measure(variant, connections));
    }
  }
  report(connections, results);
}

async function measure(variant, connections) {
  const dir = mkdtempSync(join(tmpdir(), 'persist-bench-'));
  const server = await start(variant, dir);
  try {
    const before = await server.cpu();
    const load = await drive(server, connections);
    const cpuUs = ((await server.cpu()) - before) / load.count;
    return { ...load, cpuUs };
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A server process says `{ url, books: [{ path, accounts }] }` when it is ready, and its CPU time when asked. */
async function start(variant, dir) {
  const file = fileURLToPath(new URL(`servers/${variant}.mjs`, import.meta.url));
  const child = fork(file, [dir], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const message = () => new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${variant} ended with ${code}`)));
  });
  const ready = await message();
  return {
    ...ready,
    async cpu() {
      const answer = message();
      child.send('cpu');
      return (await answer).cpuUs;
    },
    stop: () => new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', resolve);
      child.kill('SIGTERM');
    }),
  };
}

async function drive({ url, books }, connections) {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const latencies = [];
  let sent = 0;
  const client = async (until) => {
    while (performance.now() < until) {
      const { path, accounts } = books[sent % books.length];
      const [fromAccountId, toAccountId] = [accounts[sent % accounts.length], accounts[(sent + 1) % accounts.length]];
      sent += 1;
      const begun = performance.now();
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json', 'idempotency-key': `key-${sent}` },
        body: JSON.stringify({ fromAccountId, toAccountId, amountMinor: 1 }),
      });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`${statusCode}: ${text}`);
      latencies.push(performance.now() - begun);
    }
  };
  const clients = (time) => Promise.all(Array.from({ length: connections }, () => client(performance.now() + time)));
  await clients(milliseconds / 3);
  latencies.length = 0;
  const begun = performance.now();
  await clients(milliseconds);
  const seconds = (performance.now() - begun) / 1000;
  await pool.close();
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.floor(latencies.length * share)];
  // The warm-up is in the server's CPU time too.
  return { count: sent, perSecond: latencies.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function report(connections, results) {
  const medians = Object.fromEntries(
    Object.entries(results).map(([variant, runs]) => [variant, medianOf(runs)]),
  );
  console.log(`\n${connections} connection${connections === 1 ? '' : 's'}, median of ${rounds} rounds of ${flags.seconds} s`);
  for (const [variant, { perSecond, p50Ms, p99Ms, cpuUs }] of Object.entries(medians)) {
    const ratio = perSecond / medians['hand-written'].perSecond;
    console.log(
      `${variant.padEnd(14)}${perSecond.toFixed(0).padStart(8)}/s  ×${ratio.toFixed(2)}` +
        `  p50 ${p50Ms.toFixed(2)} ms  p99 ${p99Ms.toFixed(2)} ms  ${cpuUs.toFixed(0)} µs CPU`,
    );
    if (flags.json) {
      const line = { scenario: 'command-http', variant, connections, perSecond, p50Ms, p99Ms, cpuUs };
      appendFileSync(flags.json, `${JSON.stringify(line)}\n`);
    }
  }
}

function medianOf(runs) {
  const names = ['perSecond', 'p50Ms', 'p99Ms', 'cpuUs'];
  return Object.fromEntries(names.map((name) => [name, middle(runs.map((run) => run[name]))]));
}

function middle(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
