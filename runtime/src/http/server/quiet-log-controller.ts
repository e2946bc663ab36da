import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';

/** Keeps Fastify's own lines about requests out of a log that has one a request. */
export class QuietLogController extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'requestId' });
  }

  override incomingRequest(): void {}
  override requestCompleted(): void {}
  override routeNotFound(): void {}
  override defaultErrorLog(): void {}

  override writeHeadError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    reply.log.warn({ err: error }, 'the head of an answer could not be written');
  }
}
