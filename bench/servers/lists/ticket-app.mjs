import { join } from 'node:path';
import { PersistApp } from '@persist/runtime';
import { builtFolder } from '../../driver/build-app.mjs';
import { runGenerated } from '../generated-app.mjs';
import { fillTickets } from './tickets.mjs';

/** The tickets app as `persist start` serves it, with so many tickets in its database; answers its URL. */
export async function runTicketApp(data, count, environment) {
  // Makes the tables. Filled before it serves: a server that stands still for so long would refuse requests.
  const app = await PersistApp.open(data, { contract: join(builtFolder('bench/apps/tickets'), 'contract.json') });
  await app.close();
  fillTickets(join(data, 'persist.db'), count);
  return runGenerated('bench/apps/tickets', data, environment);
}
