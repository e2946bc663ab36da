import { PersistApp } from '@persist/runtime';
import { Series } from './model.js';

const app = await PersistApp.openAuto('./data');
await app.serveAutonomousModel(Series);
await app.listen();
