import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets a server close as soon as everything that was asked of it is answered. By itself it would wait for whatever
 * connection is still open: one that never sent a byte, or stopped in the middle of a request.
 *
 * @param isReady no connection is kept for a next request once it says no.
 */
export function closeWhenAnswered(server: FastifyInstance, isReady: () => boolean): void {
  const open = new Set<Exchange>();
  let closing = false;
  const endIfAnswered = () => {
    // A request that has not arrived as a whole was not accepted.
    if (closing && ![...open].some(({ req }) => req.complete)) server.server.closeAllConnections();
  };
  // Before Fastify's own listener, which may answer at once.
  server.server.prependListener('request', (_request: IncomingMessage, response: Exchange) => {
    if (!isReady()) response.shouldKeepAlive = false;
    open.add(response);
    response.once('close', () => {
      open.delete(response);
      endIfAnswered();
    });
  });
  server.addHook('preClose', (done) => {
    closing = true;
    // The listener closes next.
    setImmediate(endIfAnswered);
    done();
  });
}

type Exchange = ServerResponse<IncomingMessage>;
