import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets requests that are pipelined on one connection see each other's effects. Node starts each as it arrives, but only
 * safe ones may overlap (RFC 9112, 9.3.2): a read that follows a change waits until the change is answered, a change
 * until everything before it is.
 */
export function answerInOrder(server: FastifyInstance): void {
  const connections = new WeakMap<Socket, Connection>();
  server.addHook('onRequest', async ({ method, raw }, { raw: response }) => {
    const { change, latest } = connections.get(raw.socket) ?? {};
    const isSafe = safeMethods.has(method);
    connections.set(raw.socket, { change: isSafe ? change : response, latest: response });
    await answered(isSafe ? change : latest);
  });
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The last requests of a connection, of which most were answered long ago. */
interface Connection {
  readonly change?: ServerResponse | undefined;
  readonly latest: ServerResponse;
}

/** Answers leave in order, so the one before stands for all before it. */
async function answered(response: ServerResponse | undefined): Promise<void> {
  if (response === undefined || response.writableFinished || response.destroyed) return;
  await new Promise((resolve) => response.once('close', resolve));
}
