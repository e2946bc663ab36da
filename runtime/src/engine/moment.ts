import { PersistDomainError } from '../model/persist-domain-error.js';
import { isWritable } from '../query/index.js';
import type { Moment } from './engine.js';

/** @throws {PersistDomainError} `bad_request` for what no version and no time can be. */
export function checkedMoment(moment: Moment): Moment {
  const { version, asOf } = moment as { readonly version?: unknown; readonly asOf?: unknown };
  if (version !== undefined && asOf !== undefined) {
    throw new PersistDomainError(
      'bad_request',
      'version and asOf cannot be combined: each names a moment by itself.',
    );
  }
  if (asOf instanceof Date && isWritable(asOf)) return { asOf };
  if (Number.isSafeInteger(version) && Number(version) > 0) return { version: version as number };
  throw new PersistDomainError(
    'bad_request',
    asOf === undefined ? 'version must be a positive integer.' : 'asOf must be a valid time in the years 0 to 9999.',
  );
}
