// So many tickets, as `persist start` serves them, with a budget for those in memory.
import { runTicketApp } from '../lists/ticket-app.mjs';
import { serve } from '../serve.mjs';

const [, , data, records, hotMb] = process.argv;
serve({ url: await runTicketApp(data, Number(records), { HOT_MB: hotMb }), path: '/api/tickets' });
