import type { FastifyInstance } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { sendAnswer } from '../exchange/answer.js';

/** `GET /health`: the process answers. `GET /ready`: it takes calls; 503 once it drains. */
export function healthRoutes(scope: FastifyInstance, isReady: () => boolean): void {
  const headers = { 'cache-control': 'no-store' };
  const healthy = jsonAnswer(200, headers, { status: 'ok' });
  const ready = jsonAnswer(200, headers, { status: 'ready' });
  scope.get('/health', (_request, reply) => sendAnswer(reply, healthy));
  scope.get('/ready', (_request, reply) => {
    if (!isReady()) throw new PersistDomainError('shutting_down', 'The service takes no new calls.');
    return sendAnswer(reply, ready);
  });
}
