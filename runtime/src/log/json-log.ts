import { pino, type DestinationStream, type Logger } from 'pino';
import { errorFields } from './error-fields.js';
import type { LogLevel } from './log-level.js';
import { LogOutput } from './log-output.js';

/**
 * A log of one JSON object a line, on standard output unless told otherwise: behind the requests, and whatever becomes
 * of its reader. What still waits is written when the process ends, by an exit or an uncaught exception; only a kill
 * (SIGKILL, power) can lose it, or a reader that takes nothing any more.
 */
export function jsonLog(level: LogLevel, destination?: DestinationStream): Logger {
  const log: Logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error) => errorFields(error) },
    },
    destination ?? new LogOutput({ stream: process.stdout, onDropped: (lines) => log.warn({ lines }, 'log lines dropped') }),
  );
  return log;
}
