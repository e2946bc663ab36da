import type { RouteOptions } from 'fastify';
import { storeFailed } from '../../engine/store-refusals.js';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import type { StoreError } from '../../store/store-error.js';
import { sendAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';

/** What the state of a service is known by. */
export interface Condition {
  /** Aborted once the service takes no new calls. */
  readonly closing: AbortSignal;
  /** Why nothing is stored until the service is started again. Default: it is stored. */
  readonly writeRefusal?: () => StoreError | undefined;
}

/**
 * `GET /health`: the process answers, and would do nothing better if it were started again. `GET /ready`: it takes
 * calls of every kind; 503 once it drains, and where it stores nothing any more.
 */
export function healthRoutes({ closing, writeRefusal = () => undefined }: Condition): RouteOptions[] {
  const headers = { 'cache-control': 'no-store' };
  const healthy = jsonAnswer(200, headers, { status: 'ok' });
  const ready = jsonAnswer(200, headers, { status: 'ready' });
  return [
    {
      method: 'GET',
      url: '/health',
      handler(_request, reply) {
        const refusal = writeRefusal();
        // Of two versions of an app, the older one would only meet the newer one's tables again.
        if (refusal !== undefined && refusal.code !== 'schema_changed') throw storeFailed(refusal);
        return sendAnswer(reply, healthy);
      },
    },
    {
      method: 'GET',
      url: '/ready',
      handler(_request, reply) {
        if (closing.aborted) throw new PersistDomainError('shutting_down', 'The service takes no new calls.');
        const refusal = writeRefusal();
        if (refusal !== undefined) throw storeFailed(refusal);
        return sendAnswer(reply, ready);
      },
    },
  ];
}
