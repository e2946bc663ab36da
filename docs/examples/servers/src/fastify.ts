import Fastify, { type FastifyInstance } from 'fastify';
import type { PersistApp } from '@persist/runtime';
import { LedgerBook } from './model.js';

export async function ledgerFastify(app: PersistApp): Promise<FastifyInstance> {
  await app.serveAutonomousModel(LedgerBook);
  const server = Fastify();
  server.get('/', () => 'a route of my own');
  await server.register(app.routes, { prefix: '/api' });
  server.addHook('onClose', () => app.close());
  return server;
}
