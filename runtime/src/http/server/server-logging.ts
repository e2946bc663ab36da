import type { FastifyBaseLogger, FastifyServerOptions } from 'fastify';
import { QuietLogController } from './quiet-log-controller.js';

/** How Fastify logs through a log whose lines about requests and the start are written elsewhere. */
export function serverLogging(
  log: FastifyBaseLogger,
): Pick<FastifyServerOptions, 'loggerInstance' | 'childLoggerFactory' | 'logController'> {
  return {
    // Its own line on listening is the only one below `warn`.
    loggerInstance: log.child({}, { level: 'warn' }),
    childLoggerFactory: (_server, bindings, options) => log.child(bindings, options),
    logController: new QuietLogController(),
  };
}
