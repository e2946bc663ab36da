import type { Json } from '@persist/contract';
import { identifier } from '../layout/identifier.js';
import type { ColumnLayout } from '../layout/model-layout.js';

/** A column in a SELECT. */
export function selectedColumn({ column, type }: ColumnLayout): string {
  // As a number it would lose digits past 2^53.
  return type === 'bigint' ? `CAST(${identifier(column)} AS TEXT)` : identifier(column);
}

/** The value of a field from its column; `undefined` where it is absent. */
export function decodeColumn(
  { type, optional }: ColumnLayout,
  stored: string | number | null,
): Json | undefined {
  if (stored === null) return optional || type === 'json' ? undefined : null;
  if (type === 'boolean') return stored === 1;
  if (type === 'json') return JSON.parse(stored as string) as Json;
  return stored;
}
