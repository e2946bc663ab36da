import { pino, type DestinationStream, type Logger } from 'pino';
import { errorFields } from './error-fields.js';
import type { LogLevel } from './log-level.js';

/**
 * A log of one JSON object a line, on standard output unless told otherwise.
 *
 * Lines wait for the one that is being written and then go out together, so a request never waits for whoever reads
 * the log. What still waits is written when the process ends, by an exit or an uncaught exception; only a kill
 * (SIGKILL, power) can lose it.
 */
export function jsonLog(level: LogLevel, destination: DestinationStream = standardOutput()): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error) => errorFields(error) },
    },
    destination,
  );
}

function standardOutput(): DestinationStream {
  return pino.destination({ fd: 1, sync: false });
}
