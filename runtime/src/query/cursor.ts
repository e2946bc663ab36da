import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject } from '@persist/contract';
import type { Predicate, SortKey } from '../store/query-plan.js';
import { checkOperand } from './check-operand.js';
import type { FilterableField } from './filterable-fields.js';

/** Raised whenever cursors change: those of before are refused, not misread. */
const VERSION = 1;

/** The list that a cursor belongs to. */
export interface CursorScope {
  readonly source: string;
  readonly where: readonly Predicate[];
  readonly orderBy: readonly SortKey[];
}

/** Where a list goes on after an item. Opaque to callers; in base64url, so that it needs no escaping. */
export function encodeCursor(scope: CursorScope, item: JsonObject): string {
  const values = scope.orderBy.map(({ field }) => valueAt(item, field));
  return sealed(JSON.stringify([VERSION, bindingOf(scope), values]));
}

/** The values of a cursor, one a sort key, or why there are none. */
export function decodeCursor(
  scope: CursorScope,
  cursor: unknown,
  fields: ReadonlyMap<string, FilterableField>,
): { readonly after: readonly Json[] } | { readonly problem: string } {
  const content = typeof cursor === 'string' ? unsealed(cursor) : undefined;
  if (content === undefined) {
    return { problem: 'is none that this service gave; pass the nextCursor of an answer as it is.' };
  }
  const [version, binding, values] = content;
  if (version !== VERSION) return { problem: 'is of another release of this service; begin again without it.' };
  if (binding !== bindingOf(scope)) {
    return {
      problem: 'belongs to another filter or sort; repeat those it was given for, or begin again without it.',
    };
  }
  const after = scope.orderBy.map(({ field }, index) => checkedValue(fields.get(field)!, values[index]));
  if (after.includes(undefined)) {
    return { problem: 'does not fit the fields it sorts by any more; begin again without it.' };
  }
  return { after: after as readonly Json[] };
}

function valueAt(item: JsonObject, name: string): Json {
  let value: Json | undefined = item;
  for (const member of name.split('.')) value = (value as JsonObject | null)?.[member] ?? null;
  return value;
}

/** `undefined` where the field, as it is now, cannot have the value. */
function checkedValue(field: FilterableField, value: Json | undefined): Json | undefined {
  if (value === null) return field.operators.includes('isNull') ? null : undefined;
  const operand = checkOperand(field, 'gt', value);
  return 'problem' in operand ? undefined : operand.value;
}

/** The same for the same filters, in whatever order they were written. */
function bindingOf({ source, where, orderBy }: CursorScope): string {
  const filters = where.map((predicate) => canonicalJson({ ...predicate })).sort();
  const keys = orderBy.map(({ field, direction }) => [field, direction]);
  return digest(JSON.stringify([source, filters, keys]));
}

/** Tells a damaged cursor from a whole one. It keeps no secret: all it holds are values the caller has seen. */
function sealed(content: string): string {
  return Buffer.from(digest(content) + content).toString('base64url');
}

function unsealed(cursor: string): Content | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  const content = text.slice(DIGEST_LENGTH);
  // Written again: the decoder passes over what is no base64url.
  if (sealed(content) !== cursor) return undefined;
  return contentOf(content);
}

type Content = readonly [version: Json, binding: Json, values: readonly Json[]];

/** The digest is no signature: anybody can make one up. */
function contentOf(text: string): Content | undefined {
  try {
    const content = JSON.parse(text) as Json;
    if (!Array.isArray(content)) return undefined;
    const [version = null, binding = null, values] = content as readonly Json[];
    return Array.isArray(values) ? [version, binding, values as readonly Json[]] : undefined;
  } catch {
    return undefined;
  }
}

const DIGEST_LENGTH = 11;

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);
}
