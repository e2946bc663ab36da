// Appends to a series that holds so many readings: warm, 64 commands under way, so that a share of an fsync is all that
// a command waits for.
import { performance } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { serve } from '../serve.mjs';
import { fillSeries, openSeries, reading } from './open-series.mjs';

const IN_FLIGHT = 64;
const BATCHES = 60;
const [, , data, elements] = process.argv;

const { app, series } = await openSeries(data);
// As many series as it takes for none to become more than twice as long; the first half of them warms up.
const count = Math.ceil((BATCHES * IN_FLIGHT) / Number(elements));
const ids = [];
for (let made = 0; made < 2 * count; made += 1) ids.push(await fillSeries(series, Number(elements)));
// The journal of the filling is none of the commands' business.
const database = new Database(join(data, 'persist.db'));
database.pragma('wal_checkpoint(TRUNCATE)');

await appendTo(ids.slice(0, count));
const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
await appendTo(ids.slice(count));
const { user, system } = process.cpuUsage(cpuBegun);
const commands = BATCHES * IN_FLIGHT;
const wallUs = ((performance.now() - begun) * 1000) / commands;

const auditBytes = database
  .prepare('SELECT length(CAST(input AS BLOB)) + length(CAST(changes AS BLOB)) FROM _persist_audits ORDER BY seq DESC LIMIT 1')
  .pluck()
  .get();
database.close();
await app.close();
serve({ wallUs, cpuUs: (user + system) / commands, auditBytes });

async function appendTo(targets) {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const target = series.on(targets[batch % targets.length]);
    await Promise.all(Array.from({ length: IN_FLIGHT }, (_, index) => target.append(reading(index))));
  }
}
