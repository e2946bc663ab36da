import type { FastifyInstance } from 'fastify';

/**
 * What every answer tells a browser that comes upon it: it is of the type it says, is no page, loads nothing and is
 * shown in no frame, is embedded by no other site, and its address, which names records, is told to nobody.
 */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
} as const;

/** Routes that answer pages replace what they need otherwise. */
export function sendSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(securityHeaders);
    done();
  });
}
