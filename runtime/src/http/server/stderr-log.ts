import { errorFields } from '../../log/error-fields.js';
import type { FaultLog } from '../problems/fault-log.js';

/** Writes one JSON object a line to standard error. */
export const stderrLog: FaultLog = {
  error(fields, msg) {
    const { err, ...rest } = fields as { readonly err?: unknown };
    const line = { level: 'error', time: new Date().toISOString(), ...rest, err: errorFields(err), msg };
    process.stderr.write(`${JSON.stringify(line)}\n`);
  },
};
