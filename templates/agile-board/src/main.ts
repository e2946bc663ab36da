import { PersistApp } from '@persist/runtime';
import { Board } from './model.js';

const app = await PersistApp.openAuto('./data');
await app.serveAutonomousModel(Board);
await app.listen();
