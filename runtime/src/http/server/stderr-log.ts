import type { FaultLog } from './error-handler.js';

/** Writes one JSON object a line to standard error. */
export const stderrLog: FaultLog = {
  error(fields, message) {
    const line = { level: 'error', time: new Date().toISOString(), message, ...fields };
    process.stderr.write(`${JSON.stringify(line, plainErrors)}\n`);
  },
};

// The members of an error are not enumerable, so JSON would show an empty object.
function plainErrors(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, ...(cause !== undefined && { cause }) };
}
