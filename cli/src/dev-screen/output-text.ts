import { plainLine } from './plain-line.js';

/** How much of a stack is shown: the place in the app is near its top. */
const STACK_LINES = 5;

/** A printed line as the lines that are shown: log records in JSON become what a person reads of them. */
export function outputText(line: string): readonly string[] {
  const record = logRecord(line);
  if (record === undefined) return [plainLine(line)];
  const { level, msg, err } = record;
  const lines = (err?.stack ?? err?.message ?? '').split('\n').slice(0, STACK_LINES);
  return [`${levelName(level)}  ${msg}`, ...lines.filter((each) => each.trim() !== '')].map(plainLine);
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
