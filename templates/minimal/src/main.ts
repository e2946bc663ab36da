import { PersistApp } from '@persist/runtime';
import { Note } from './model.js';

const app = await PersistApp.openAuto('./data');
await app.serveAutonomousModel(Note);
await app.listen();
