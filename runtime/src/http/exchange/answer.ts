import type { FastifyReply } from 'fastify';

/** A whole response, before it is sent. An idempotent call stores it, to give the same one again. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; absent where there is no content. */
  readonly body?: string;
}

export function sendAnswer(reply: FastifyReply, { status, headers, body }: HttpAnswer): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
