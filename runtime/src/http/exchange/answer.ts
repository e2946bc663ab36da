import type { FastifyReply } from 'fastify';

/** A whole response, before it is sent. An idempotent call stores it, to give the same one again. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; absent where there is no content. */
  readonly body?: string;
}

export function sendAnswer(reply: FastifyReply, { status, headers, body }: HttpAnswer): FastifyReply {
  // A closing server waits for its connections, and this one would be kept for the next request.
  if (!reply.server.server.listening) reply.raw.shouldKeepAlive = false;
  return reply.code(status).headers(headers).send(body);
}
