import { PersistApp } from '@persist/runtime';
import { Ticket } from './model.js';

const hotMb = Number(process.env['HOT_MB'] ?? 256);
const app = await PersistApp.openAuto('./data', { hotBytes: hotMb * 2 ** 20 });
await app.serveAutonomousModel(Ticket);
await app.listen();
