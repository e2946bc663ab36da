// One command on 1000 records: as one bulk call, and as 1000 calls with 64 of them under way, in process and durable.
// Needs a build. node --import @persist/compiler/register bench/bulk.mjs [--rounds N]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureContract } from '@persist/compiler';
import { PersistApp } from '@persist/runtime';
import { LedgerBook } from '../templates/ledger-core/src/model.ts';

const RECORDS = 1000;
const IN_FLIGHT = 64;
const account = { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 5 };
const { values: flags } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const rounds = Number(flags.rounds);

const { contract } = await ensureContract(fileURLToPath(new URL('../templates/ledger-core', import.meta.url)));
const dir = mkdtempSync(join(tmpdir(), 'persist-bench-'));
const app = await PersistApp.open(dir, { contract });
const books = await app.openDomain(LedgerBook);
const ids = [];
for (let n = 0; n < RECORDS; n += 1) ids.push((await books.create(`book ${n}`)).id);

const variants = {
  bulk: () => books.intentMany(ids, 'openAccount', account),
  singles: async () => {
    let next = 0;
    const client = async () => {
      while (next < RECORDS) await books.on(ids[next++]).openAccount(account);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, client));
  },
};
const results = { bulk: [], singles: [] };
for (let round = -2; round < rounds; round += 1) {
  // Alternating, so that a slow minute of the machine hits both; the first two rounds only warm up.
  for (const variant of round % 2 === 0 ? ['bulk', 'singles'] : ['singles', 'bulk']) {
    const [from, cpuFrom] = [performance.now(), cpuMs()];
    await variants[variant]();
    if (round >= 0) results[variant].push({ wall: performance.now() - from, cpu: cpuMs() - cpuFrom });
  }
}
await app.close();
rmSync(dir, { recursive: true, force: true });

for (const [variant, times] of Object.entries(results)) {
  const { wall, cpu } = quietest(times);
  console.log(`${variant}: ${wall.toFixed(0)} ms, ${cpu.toFixed(0)} ms of CPU for ${RECORDS} records, at the quietest`);
}
const [bulk, singles] = [quietest(results.bulk), quietest(results.singles)];
console.log(`singles / bulk: ${(singles.wall / bulk.wall).toFixed(1)} of time, ${(singles.cpu / bulk.cpu).toFixed(1)} of CPU`);

function quietest(times) {
  return { wall: Math.min(...times.map(({ wall }) => wall)), cpu: Math.min(...times.map(({ cpu }) => cpu)) };
}

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
