// Lists over HTTP on loopback: 20 of 50,000 open tickets of 100,000, by an indexed filter and sort, generated against
// written by hand; deep in the list by offset and by cursor; and while another process writes.
// node bench/list.mjs [--rounds N] [--seconds N] [--json FILE]
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { load, request } from './driver/load.mjs';
import { inRounds, lineOf, medianOf } from './driver/rounds.mjs';
import { startServer } from './driver/start-server.mjs';

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
  await inRounds(Number(flags.rounds), variants, async (variant) => {
    for (const [place, figures] of Object.entries(await measure(variant, mode))) {
      ((results[place] ??= {})[variant] ??= []).push(figures);
    }
  });
  for (const [place, byVariant] of Object.entries(results)) report({ mode, place }, byVariant);
}

async function measure(variant, mode) {
  const dir = mkdtempSync(join(tmpdir(), 'persist-bench-'));
  const { url, books, cpu, stop } = await startServer(`list-${variant}`, [dir, mode]);
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  const get = (path) => request(pool, { method: 'GET', path });
  try {
    const path = `${books}?${list}`;
    const { nextCursor } = JSON.parse(await get(`${path}&page=${DEEP_PAGE - 1}`));
    const places = {
      'first page': path,
      'deep, offset': `${path}&page=${DEEP_PAGE}`,
      'deep, cursor': `${path}&cursor=${nextCursor}`,
    };
    const milliseconds = Number(flags.seconds) * 1000;
    const figures = {};
    for (const [name, place] of Object.entries(places)) {
      figures[name] = await load(() => get(place), { connections: CONNECTIONS, milliseconds, cpu });
    }
    return figures;
  } finally {
    await pool.close();
    await stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

function report(scenario, byVariant) {
  console.log(`\n${scenario.mode}, ${scenario.place}`);
  const medians = Object.fromEntries(variants.map((variant) => [variant, medianOf(byVariant[variant])]));
  const byHand = medians['hand-written'];
  for (const variant of variants) {
    const figures = medians[variant];
    // A busy machine changes the rate of both, their CPU time less.
    const ratios = { ratio: figures.perSecond / byHand.perSecond, cpuRatio: figures.cpuUs / byHand.cpuUs };
    console.log(`${lineOf(variant, figures, ratios.ratio)} ×${ratios.cpuRatio.toFixed(2)}`);
    if (flags.json) {
      appendFileSync(flags.json, `${JSON.stringify({ scenario: 'list', ...scenario, variant, ...figures, ...ratios })}\n`);
    }
  }
}
