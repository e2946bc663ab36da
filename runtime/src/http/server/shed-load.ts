import type { FastifyInstance } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';

/** How long the requests of one turn may keep the process busy, unless set. */
export const MAX_TURN_MS = 250;

/**
 * Refuses what would wait too long. Requests that arrived together run one after the other in one turn of the event
 * loop, and neither are they answered nor the next ones read before all of them have run. So however many come and
 * whatever each costs, one that is accepted waits for the turn before it and for its own. Refusing costs nearly nothing:
 * no body is read.
 */
export function shedLoad(scope: FastifyInstance, maxTurnMs = MAX_TURN_MS): void {
  let start: number | undefined;
  const end = () => {
    start = undefined;
  };
  scope.addHook('onRequest', (_request, _reply, done) => {
    const now = performance.now();
    if (start === undefined) {
      start = now;
      setImmediate(end);
    } else if (now - start > maxTurnMs) return done(overloaded());
    done();
  });
}

function overloaded(): PersistDomainError {
  return new PersistDomainError('overloaded', 'The service has more to do than it can do in time. Repeat the call later.');
}
