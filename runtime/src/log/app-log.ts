import type { FastifyBaseLogger } from 'fastify';
import { logLevelFromEnvironment } from './log-level.js';
import { textLog } from './text-log.js';

/**
 * The log of an app that owns its process: JSON lines on standard output; text where that is a terminal. Under
 * `persist dev`, which shows requests itself, text on standard error, warnings and errors only.
 *
 * @throws {RangeError} where `PERSIST_LOG_LEVEL` is no level.
 */
export async function openAppLog(): Promise<FastifyBaseLogger> {
  const level = logLevelFromEnvironment();
  if (process.env['PERSIST_SUPERVISED'] === '1') {
    return textLog({ level: level ?? 'warn', write: (text) => void process.stderr.write(text) });
  }
  if (process.stdout.isTTY) {
    return textLog({ level: level ?? 'info', write: (text) => void process.stdout.write(text) });
  }
  // Only here: loading pino takes longer than opening a database.
  const { jsonLog } = await import('./json-log.js');
  const log = jsonLog(level ?? 'info');
  // Node prints it as well, but not in a form that who collects logs can read.
  process.on('uncaughtExceptionMonitor', (err) => log.fatal({ err }, 'uncaught exception'));
  return log;
}
