import { errorFields } from '../../log/error-fields.js';
import type { FaultLog } from '../problems/fault-log.js';

/** Writes one JSON object a line to standard error, which belongs to the program around the service. */
export const stderrLog: FaultLog = {
  error(fields, msg) {
    // Nobody reads it: lines that wait would fill the memory.
    if (process.stderr.writableLength > MOST_WAITING) return;
    const { err, ...rest } = fields as { readonly err?: unknown };
    // Unlike a write of the stream, one of the console does not end the process where the reader is gone.
    console.error(JSON.stringify({ level: 'error', time: new Date().toISOString(), ...rest, err: errorFields(err), msg }));
  },
};

const MOST_WAITING = 1024 * 1024;
