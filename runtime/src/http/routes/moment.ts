import type { Moment } from '../../engine/engine.js';
import { checkedMoment } from '../../engine/moment.js';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { parseInstant } from '../../query/index.js';
import { queryOf, refuseParameters, type Queried } from './query-string.js';

/** `version` or `asOf`, and nothing else; `undefined`: now. @throws {PersistDomainError} `bad_request` */
export function parseMoment(request: Queried): Moment | undefined {
  refuseParameters(request, ['version', 'asOf']);
  const { version, asOf } = queryOf(request);
  if (version === undefined && asOf === undefined) return undefined;
  return checkedMoment({
    ...(version !== undefined && { version: versionOf(version) }),
    ...(asOf !== undefined && { asOf: instantOf(asOf) }),
  } as Moment);
}

/** NaN, which no check lets pass, for anything but one number in digits. */
function versionOf(text: string | readonly string[]): number {
  return typeof text === 'string' && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}

function instantOf(text: string | readonly string[]): Date {
  const instant = typeof text === 'string' ? parseInstant(text) : undefined;
  if (instant !== undefined) return instant;
  throw new PersistDomainError(
    'bad_request',
    'asOf must be one time such as 2026-01-31T12:00:00Z (in a URL, write the + of an offset as %2B).',
  );
}
