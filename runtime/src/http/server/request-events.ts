import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

/** One answered request, as published on the diagnostics channel `persist:request`. */
export interface RequestMessage {
  readonly method: string;
  /** With its query string. */
  readonly path: string;
  readonly status: number;
  /** From its arrival to the last byte of the answer. */
  readonly ms: number;
  /** When it was answered, RFC 3339. */
  readonly at: string;
}

const requests = channel('persist:request');

/**
 * Publishes every answered request. Who wants to hear of them subscribes before the server is made: one that
 * nobody listens to then has no hook to call.
 */
export function publishRequests(server: FastifyInstance): void {
  if (!requests.hasSubscribers) return;
  server.addHook('onResponse', (request, reply, done) => {
    requests.publish({
      method: request.method,
      path: request.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      at: new Date().toISOString(),
    } satisfies RequestMessage);
    done();
  });
}
