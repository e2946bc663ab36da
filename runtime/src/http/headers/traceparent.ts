import { joined, type HeaderValue } from './header-value.js';

// Later versions may add members; `ff` is no version.
const shape = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/** A `traceparent` (W3C Trace Context) that can be passed on; `undefined` for a missing or invalid one. */
export function parseTraceparent(value: HeaderValue): string | undefined {
  const text = joined(value)?.trim() ?? '';
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, version, traceId, parentId, more] = match;
  if (version === '00' && more !== undefined) return undefined;
  return isZero(traceId!) || isZero(parentId!) ? undefined : text;
}

function isZero(id: string): boolean {
  return /^0+$/.test(id);
}
