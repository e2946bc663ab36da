import { createServer, type RequestListener, type Server } from 'node:http';
import { answerClientErrors } from './client-error.js';
import type { ServerLimits } from './server-limits.js';

/** How often connections are looked at whose time may be over. */
const CHECK_MS = 5_000;

/** A server of Node's that keeps to the limits. */
export function nodeServer(listener: RequestListener, limits: Required<ServerLimits>): Server {
  const { headersTimeoutMs, requestTimeoutMs } = limits;
  const server = createServer(
    {
      // Refused later, with a problem document.
      requireHostHeader: false,
      maxHeaderSize: limits.maxHeaderBytes,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, headersTimeoutMs),
    },
    listener,
  );
  server.maxConnections = limits.maxConnections;
  server.maxRequestsPerSocket = limits.maxRequestsPerConnection;
  // Counted and refused later: Node would leave those beyond a limit out without a word, an If-Match among them.
  server.maxHeadersCount = 0;
  // What is expected beyond a 100 is passed over, as the standard allows: Node's own refusal would be an empty 417.
  server.on('checkExpectation', listener);
  answerClientErrors(server);
  return server;
}
