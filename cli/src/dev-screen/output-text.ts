import { sep } from 'node:path';
import { plainLine } from './plain-line.js';

/**
 * A printed line as the lines that are shown: records of a log in JSON become what a person reads of them, and
 * of stacks the places in the app are left.
 *
 * @param root the app's folder: places in it are shown relative to it.
 */
export function outputText(line: string, root: string): readonly string[] {
  const record = logRecord(line);
  if (record === undefined) return shownLines([line], root);
  const { level, msg, err } = record;
  const stack = err?.stack ?? err?.message ?? '';
  return shownLines([`${levelName(level)}  ${msg}`, ...stack.split('\n').filter(Boolean)], root);
}

function shownLines(lines: readonly string[], root: string): string[] {
  const home = `${root}${sep}`;
  return lines
    .map(plainLine)
    .filter((line) => !isFrame(line) || (line.includes(home) && !line.includes(`${sep}node_modules${sep}`)))
    .map((line) => (isFrame(line) ? line.replace('file://', '').replace(home, '') : line));
}

/** A line of a stack that is a place. */
function isFrame(line: string): boolean {
  return /^\s+at .*(:\d+:\d+\)?|\(<anonymous>\))$/.test(line);
}

/** What the loggers of this world agree on. */
interface LogRecord {
  readonly level: string | number;
  readonly msg: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

function logRecord(line: string): LogRecord | undefined {
  if (!line.startsWith('{"')) return undefined;
  try {
    const { level, msg, err } = JSON.parse(line) as Partial<LogRecord>;
    return level === undefined || typeof msg !== 'string' ? undefined : { level, msg, ...(err && { err }) };
  } catch {
    // Something else that begins like JSON.
    return undefined;
  }
}

/** Pino's numbers. */
const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

function levelName(level: LogRecord['level']): string {
  return typeof level === 'number' ? (levels[level] ?? String(level)) : level;
}
