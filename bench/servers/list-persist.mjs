// The tickets app as `persist start` serves it.
import { join } from 'node:path';
import { runGenerated } from './generated-app.mjs';
import { sayReady } from './say.mjs';
import { fillTickets, writeTickets } from './tickets.mjs';

const [, , data, busy] = process.argv;
await runGenerated('bench/apps/tickets', data, (url) => {
  const file = join(data, 'persist.db');
  fillTickets(file);
  const stop = busy === 'busy' ? writeTickets(file) : () => undefined;
  sayReady(url, '/api/tickets', stop);
});
