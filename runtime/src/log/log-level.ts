const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof levels)[number];

/**
 * `PERSIST_LOG_LEVEL`, where it is set.
 *
 * @throws {RangeError} where it is set to something else than a level.
 */
export function logLevelFromEnvironment(): LogLevel | undefined {
  const text = process.env['PERSIST_LOG_LEVEL'];
  if (text === undefined || isLevel(text)) return text;
  throw new RangeError(`PERSIST_LOG_LEVEL is ${JSON.stringify(text)}. Set it to one of: ${levels.join(', ')}.`);
}

/** Whether a log of level `at` shows lines of level `line`. One with levels of its own may show any. */
export function shows(at: string, line: LogLevel): boolean {
  return levels.indexOf(line) >= (levels as readonly string[]).indexOf(at);
}

function isLevel(text: string): text is LogLevel {
  return (levels as readonly string[]).includes(text);
}
