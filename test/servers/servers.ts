import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import type { PersistApp } from '@persist/runtime';
import { ledgerExpress } from '../../docs/examples/servers/src/express.js';
import { ledgerFastify } from '../../docs/examples/servers/src/fastify.js';
import { ledgerHono } from '../../docs/examples/servers/src/hono.js';
import { LedgerBook } from '../../docs/examples/servers/src/model.js';
import { ledgerListener } from '../../docs/examples/servers/src/node-http.js';

/** Serves the ledger until the test ends; resolves to its url. */
export type Serve = (t: TestContext, app: PersistApp) => Promise<string>;

export const generated: Serve = async (_t, app) => {
  await app.serveAutonomousModel(LedgerBook);
  return (await app.listen({ port: 0, host: '127.0.0.1' })).url;
};

export const others: Readonly<Record<string, Serve>> = {
  async 'a Fastify server with the routes mounted'(t, app) {
    const server = await ledgerFastify(app);
    t.after(() => server.close());
    return server.listen({ port: 0, host: '127.0.0.1' });
  },
  'a handler on node:http': async (t, app) => listen(t, createServer(await ledgerListener(app))),
  'a Hono app': async (t, app) => listen(t, createAdaptorServer(await ledgerHono(app)) as Server),
  'an Express app': async (t, app) => listen(t, createServer(await ledgerExpress(app))),
};

async function listen(t: TestContext, server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
