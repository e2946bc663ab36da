// Opens an app that holds so many records, again and again; once before, for what is loaded and compiled at the first time.
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { PersistApp } from '@persist/runtime';
import { builtFolder } from '../../driver/build-app.mjs';
import { median } from '../../driver/rounds.mjs';
import { fillTickets } from '../lists/tickets.mjs';
import { serve } from '../serve.mjs';

const [, , data, records] = process.argv;
const contract = join(builtFolder('bench/apps/tickets'), 'contract.json');

await openAndClose();
fillTickets(join(data, 'persist.db'), Number(records));
const times = [];
for (let round = 0; round < 9; round += 1) times.push(await openAndClose());
serve({ openMs: median(times) });

async function openAndClose() {
  const begun = performance.now();
  const app = await PersistApp.open(data, { contract });
  const openMs = performance.now() - begun;
  await app.close();
  return openMs;
}
