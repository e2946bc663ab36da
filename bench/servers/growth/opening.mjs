// Opens an app that holds so many records with their histories, again and again.
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PersistApp } from '@persist/runtime';
import { builtFolder } from '../../driver/build-app.mjs';
import { serve } from '../serve.mjs';

const OPENINGS = 15;
const AT_ONCE = 500;
const [, , data, records] = process.argv;
const folder = builtFolder('bench/apps/tickets');
const open = () => PersistApp.open(data, { contract: join(folder, 'contract.json') });

await fill(Number(records));
const times = [];
for (let round = 0; round < OPENINGS; round += 1) {
  const begun = performance.now();
  const app = await open();
  times.push(performance.now() - begun);
  await app.close();
}
// The least disturbed: it is short, and the same work every time.
serve({ openMs: Math.min(...times) });

async function fill(count) {
  const app = await open();
  const { Ticket } = await import(pathToFileURL(join(folder, 'model.js')).href);
  const tickets = await app.openDomain(Ticket);
  for (let made = 0; made < count; made += AT_ONCE) {
    const length = Math.min(AT_ONCE, count - made);
    await Promise.all(Array.from({ length }, (_, index) => tickets.create(`Ticket ${made + index}`, index)));
  }
  await app.close();
}
