import { EventEmitter, on } from 'node:events';
import { jsonLog } from '../../src/log/json-log.js';
import type { LogLevel } from '../../src/log/log-level.js';

export type LogLine = Readonly<Record<string, unknown>>;

/** The log of a service, line by line. */
export function recordedLog(level: LogLevel = 'info') {
  const written: string[] = [];
  const emitter = new EventEmitter();
  const lines = on(emitter, 'line') as AsyncIterator<[string]>;
  const logger = jsonLog(level, {
    write(line) {
      written.push(line);
      emitter.emit('line', line);
    },
  });
  return {
    logger,
    /** All that was written so far. */
    written,
    /** The next line; a request's follows its answer. */
    async next(): Promise<LogLine> {
      const { value } = (await lines.next()) as { readonly value: readonly [string] };
      return JSON.parse(value[0]) as LogLine;
    },
  };
}
