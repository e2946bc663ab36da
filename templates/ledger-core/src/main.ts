import { PersistApp } from '@persist/runtime';
import { LedgerBook } from './model.js';

const app = await PersistApp.openAuto('./data');
await app.serveAutonomousModel(LedgerBook);
await app.listen();
