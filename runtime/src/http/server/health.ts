import type { RouteOptions } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { sendAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';

/** `GET /health`: the process answers. `GET /ready`: it takes calls; 503 once it drains. */
export function healthRoutes(isReady: () => boolean): RouteOptions[] {
  const headers = { 'cache-control': 'no-store' };
  const healthy = jsonAnswer(200, headers, { status: 'ok' });
  const ready = jsonAnswer(200, headers, { status: 'ready' });
  return [
    { method: 'GET', url: '/health', handler: (_request, reply) => sendAnswer(reply, healthy) },
    {
      method: 'GET',
      url: '/ready',
      handler(_request, reply) {
        if (!isReady()) throw new PersistDomainError('shutting_down', 'The service takes no new calls.');
        return sendAnswer(reply, ready);
      },
    },
  ];
}
