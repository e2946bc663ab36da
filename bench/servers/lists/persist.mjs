// The tickets app as `persist start` serves it; `busy` with another connection that writes.
import { join } from 'node:path';
import { serve } from '../serve.mjs';
import { runTicketApp } from './ticket-app.mjs';
import { LISTED, writeTickets } from './tickets.mjs';

const [, , data, busy, count = LISTED] = process.argv;
const url = await runTicketApp(data, Number(count));
serve({ url, path: '/api/tickets' }, busy === 'busy' ? writeTickets(join(data, 'persist.db'), Number(count)) : undefined);
