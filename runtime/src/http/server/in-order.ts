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
  server.addHook('onRequest', ({ method, raw: { socket } }, reply, done) => {
    const { raw: response } = reply;
    const connection = connections.get(socket);
    const isSafe = safeMethods.has(method);
    if (connection === undefined) {
      connections.set(socket, { change: isSafe ? undefined : response, latest: response });
      return done();
    }
    const before = isSafe ? connection.change : connection.latest;
    connection.latest = response;
    if (!isSafe) connection.change = response;
    // Nearly always: few callers pipeline.
    if (before === undefined || isAnswered(before)) return done();
    before.setMaxListeners(0).once('close', () => {
      // That answer said it was the last one: its reader takes what follows for undone (RFC 9112, 9.6).
      if (socket.writableEnded) reply.hijack();
      done();
    });
  });
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The last requests of a connection, of which most were answered long ago. Answers leave in order, so each stands for all
 * before it.
 */
interface Connection {
  change: ServerResponse | undefined;
  latest: ServerResponse;
}

function isAnswered(response: ServerResponse): boolean {
  return response.writableFinished || response.destroyed;
}
