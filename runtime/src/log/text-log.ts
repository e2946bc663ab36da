import { inspect } from 'node:util';
import type { FastifyBaseLogger } from 'fastify';
import { errorFields, type ErrorFields } from './error-fields.js';
import { shows, type LogLevel } from './log-level.js';

export interface TextLogOptions {
  readonly level: LogLevel;
  /** Takes whole lines. */
  readonly write: (text: string) => void;
}

/**
 * A log for a person at a terminal: time, level, message, fields, and below them the stack of an error. It has the
 * calls of pino's loggers, and does not load pino.
 */
export function textLog({ level, write }: TextLogOptions, bindings: object = {}): FastifyBaseLogger {
  const lines = (line: LogLevel) =>
    shows(level, line) && line !== 'silent'
      ? (...args: readonly unknown[]) => write(textLine(line, bindings, args))
      : () => undefined;
  return {
    level,
    trace: lines('trace'),
    debug: lines('debug'),
    info: lines('info'),
    warn: lines('warn'),
    error: lines('error'),
    fatal: lines('fatal'),
    silent: lines('silent'),
    child: (more, options) =>
      textLog({ level: (options?.level as LogLevel | undefined) ?? level, write }, { ...bindings, ...more }),
  };
}

/** Arguments as pino takes them: `(fields, message)`, `(error, message)`, `(message)`. */
function textLine(level: LogLevel, bindings: object, [first, second]: readonly unknown[]): string {
  const fields = typeof first === 'string' ? {} : first instanceof Error ? { err: first } : (first as object);
  const { err, ...rest } = { ...bindings, ...fields } as { readonly err?: unknown };
  const error = err === undefined ? undefined : errorFields(err);
  const message = typeof first === 'string' ? first : typeof second === 'string' ? second : (error?.message ?? '');
  const time = new Date().toTimeString().slice(0, 8);
  const line = [time, level.toUpperCase().padEnd(5), message, ...Object.entries(rest).map(field)].join(' ');
  return `${line}\n${error === undefined ? '' : `${indented(stackOf(error))}\n`}`;
}

function field([name, value]: readonly [string, unknown]): string {
  return `${name}=${typeof value === 'string' ? value : inspect(value, { breakLength: Infinity })}`;
}

function stackOf({ type, message, stack, cause, errors = [] }: ErrorFields): string {
  const own = stack ?? `${type}: ${message}`;
  const rest = [...(cause === undefined ? [] : [cause]), ...errors];
  return [own, ...rest.map((each) => `caused by ${stackOf(each)}`)].join('\n');
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
