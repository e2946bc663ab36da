import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * Closes a server that others have opened, once it has answered what it was asked. By itself it would wait until callers
 * let go of connections that were busy when it began to close.
 */
export async function closeHost(host: FastifyInstance): Promise<void> {
  const server: Partial<Server> = host.server;
  const letGo = (message: unknown) => {
    if ((message as { readonly server: unknown }).server !== server) return;
    // The connection is idle in the turn after its answer is finished.
    setImmediate(() => server.closeIdleConnections?.());
  };
  subscribe(ANSWERED, letGo);
  try {
    await host.close();
  } finally {
    unsubscribe(ANSWERED, letGo);
  }
}

const ANSWERED = 'http.server.response.finish';
