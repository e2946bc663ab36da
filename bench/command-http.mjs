// Durable commands over HTTP on loopback: the generated ledger command against a handler written by hand.
// node bench/command-http.mjs [--rounds N] [--seconds N] [--json FILE]
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
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
});
const rounds = Number(flags.rounds);

for (const connections of [1, 8, 64]) {
  const results = Object.fromEntries(variants.map((variant) => [variant, []]));
  await inRounds(rounds, variants, async (variant) => {
    results[variant].push(await measure(variant, connections));
  });
  report(connections, results);
}

async function measure(variant, connections) {
  const dir = mkdtempSync(join(tmpdir(), 'persist-bench-'));
  const { url, books, cpu, stop } = await startServer(variant, [dir]);
  const pool = new Pool(url, { connections, pipelining: 1 });
  const next = transfers(books);
  try {
    return await load(() => request(pool, next()), { connections, milliseconds: Number(flags.seconds) * 1000, cpu });
  } finally {
    await pool.close();
    await stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Spread over all books; each with a key of its own. */
function transfers(books) {
  let sent = 0;
  return () => {
    const { path, accounts } = books[sent % books.length];
    const [fromAccountId, toAccountId] = [accounts[sent % accounts.length], accounts[(sent + 1) % accounts.length]];
    sent += 1;
    return {
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', 'idempotency-key': `key-${sent}` },
      body: JSON.stringify({ fromAccountId, toAccountId, amountMinor: 1 }),
    };
  };
}

function report(connections, results) {
  const medians = Object.fromEntries(Object.entries(results).map(([variant, runs]) => [variant, medianOf(runs)]));
  console.log(`\n${connections} connection${connections === 1 ? '' : 's'}, median of ${rounds} rounds of ${flags.seconds} s`);
  for (const [variant, figures] of Object.entries(medians)) {
    console.log(lineOf(variant, figures, figures.perSecond / medians['hand-written'].perSecond));
    if (flags.json) {
      appendFileSync(flags.json, `${JSON.stringify({ scenario: 'command-http', variant, connections, ...figures })}\n`);
    }
  }
}
