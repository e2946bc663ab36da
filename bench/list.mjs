// Lists over HTTP on loopback: 20 of 50,000 open tickets of 100,000, by an indexed filter and sort, generated against
// written by hand; deep in the list by offset and by cursor; and while another process writes.
// node bench/list.mjs [--rounds N] [--seconds N] [--json FILE]
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
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
});
const CONNECTIONS = 8;
const DEEP_PAGE = 2000;
const list = 'status=open&sort=-priority&perPage=20';

for (const mode of ['quiet', 'busy']) {
  const results = {};
  for (let round = 0; round < Number(flags.rounds); round += 1) {
    // Alternating, so that a slow minute of the machine hits both.
    for (const variant of round % 2 === 0 ? variants : variants.toReversed()) {
      for (const [place, figures] of Object.entries(await measure(variant, mode))) {
        ((results[place] ??= {})[variant] ??= []).push(figures);
      }
    }
  }
  for (const [place, byVariant] of Object.entries(results)) report({ mode, place }, byVariant);
}

async function measure(variant, mode) {
  const dir = mkdtempSync(join(tmpdir(), 'persist-bench-'));
  const server = await start(variant, [dir, mode]);
  const pool = new Pool(server.url, { connections: CONNECTIONS, pipelining: 1 });
  try {
    const path = `${server.books}?${list}`;
    const deep = await get(pool, `${path}&page=${DEEP_PAGE - 1}`);
    const places = {
      'first page': path,
      'deep, offset': `${path}&page=${DEEP_PAGE}`,
      'deep, cursor': `${path}&cursor=${deep.nextCursor}`,
    };
    const figures = {};
    for (const [place, url] of Object.entries(places)) figures[place] = await drive({ pool, cpu: server.cpu }, url);
    return figures;
  } finally {
    await pool.close();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function start(variant, args) {
  const file = fileURLToPath(new URL(`servers/list-${variant}.mjs`, import.meta.url));
  const child = fork(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
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

async function get(pool, path) {
  const { statusCode, body } = await pool.request({ method: 'GET', path });
  if (statusCode !== 200) throw new Error(`${statusCode}: ${await body.text()}`);
  return body.json();
}

async function drive({ pool, cpu }, path) {
  const latencies = [];
  const client = async (until) => {
    while (performance.now() < until) {
      const begun = performance.now();
      const { statusCode, body } = await pool.request({ method: 'GET', path });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`${statusCode}: ${text}`);
      latencies.push(performance.now() - begun);
    }
  };
  const clients = (time) =>
    Promise.all(Array.from({ length: CONNECTIONS }, () => client(performance.now() + time)));
  const milliseconds = Number(flags.seconds) * 1000;
  await clients(milliseconds / 3);
  latencies.length = 0;
  const cpuBefore = await cpu();
  const begun = performance.now();
  await clients(milliseconds);
  const cpuUs = ((await cpu()) - cpuBefore) / latencies.length;
  const perSecond = latencies.length / ((performance.now() - begun) / 1000);
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.floor(latencies.length * share)];
  return { perSecond, cpuUs, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function report(scenario, byVariant) {
  console.log(`\n${scenario.mode}, ${scenario.place}`);
  const medians = Object.fromEntries(variants.map((variant) => [variant, medianOf(byVariant[variant])]));
  const byHand = medians['hand-written'];
  for (const variant of variants) {
    const { perSecond, cpuUs, p50Ms, p99Ms } = medians[variant];
    // A busy machine changes the rate of both, their CPU time less.
    const ratios = { ratio: perSecond / byHand.perSecond, cpuRatio: cpuUs / byHand.cpuUs };
    console.log(
      `${variant.padEnd(14)}${perSecond.toFixed(0).padStart(8)}/s  ×${ratios.ratio.toFixed(2)}` +
        `  p50 ${p50Ms.toFixed(2)} ms  p99 ${p99Ms.toFixed(2)} ms` +
        `  ${cpuUs.toFixed(0)} µs CPU ×${ratios.cpuRatio.toFixed(2)}`,
    );
    if (flags.json) {
      const line = { scenario: 'list', ...scenario, variant, ...medians[variant], ...ratios };
      appendFileSync(flags.json, `${JSON.stringify(line)}\n`);
    }
  }
}

function medianOf(runs) {
  const names = ['perSecond', 'cpuUs', 'p50Ms', 'p99Ms'];
  return Object.fromEntries(names.map((name) => [name, middle(runs.map((run) => run[name]))]));
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
