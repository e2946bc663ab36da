import { once } from 'node:events';
import Fastify from 'fastify';
import { PersistApp } from '@persist/runtime';
import { LedgerBook } from '../../docs/examples/servers/src/model.js';

// A service that lets the app own the process, in a server of its own.
const app = await PersistApp.openAuto('./data');
await app.serveAutonomousModel(LedgerBook);
const ledgers = await app.openDomain(LedgerBook);
const server = Fastify();
await server.register(app.routes, { prefix: '/api' });
server.get('/late', async () => {
  process.send!('asked');
  await once(process, 'SIGTERM');
  return ledgers.create('Created while the process ends');
});
process.send!(await server.listen({ port: 0, host: '127.0.0.1' }));
