import { PersistApp } from '@persist/runtime';
import { Ticket } from './model.js';

const app = await PersistApp.openAuto('./data');
await app.serveAutonomousModel(Ticket);
await app.listen();
