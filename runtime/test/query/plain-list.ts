import { listedFields, type Condition, type FieldType, type ListRequest } from './list-requests.js';

export type Row = Readonly<Record<string, unknown>>;

/** The list as docs/http.md describes it, over a plain array. */
export function plainList(rows: readonly Row[], { where, sort }: Pick<ListRequest, 'where' | 'sort'>): readonly Row[] {
  return rows.filter((row) => where.every((condition) => holds(row, condition))).sort((one, other) => compareRows(one, other, sort));
}

/** Total: what is equal so far is sorted by creation, in the direction of the last key. */
export function compareRows(one: Row, other: Row, sort: ListRequest['sort']): number {
  const isDownwards = sort.at(-1)?.isDownwards ?? false;
  const keys = sort.length > 0 ? sort : [{ field: 'createdAt', isDownwards }];
  for (const key of [...keys, { field: 'id', isDownwards }]) {
    const type = listedFields[key.field]?.type ?? 'timestamp';
    const difference = compare(type, valueAt(one, key.field), valueAt(other, key.field));
    if (difference !== 0) return key.isDownwards ? -difference : difference;
  }
  return 0;
}

function holds(row: Row, { field, operator, value }: Condition): boolean {
  const { type } = listedFields[field]!;
  const stored = valueAt(row, field);
  const difference = (text: string) => compare(type, stored, read(type, text));
  if (operator === 'isNull') return (stored === null) === (value === 'true');
  if (operator === 'ne') return stored === null || difference(value) !== 0;
  if (stored === null) return false;
  if (operator === 'in') return partsOf(value).some((part) => difference(part) === 0);
  if (operator === 'contains') return (stored as string).includes(value);
  if (operator === 'startsWith') return (stored as string).startsWith(value);
  return comparisons[operator]!(difference(value));
}

const comparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  eq: (difference) => difference === 0,
  gt: (difference) => difference > 0,
  gte: (difference) => difference >= 0,
  lt: (difference) => difference < 0,
  lte: (difference) => difference <= 0,
};

/** Absent and `null` are both no value. */
function valueAt(row: Row, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Row | null)?.[name] ?? null, row);
}

function read(type: FieldType, text: string): unknown {
  if (type === 'number') return Number(text);
  if (type === 'boolean') return text === 'true';
  // To the millisecond.
  return type === 'timestamp' ? new Date(text.toUpperCase()).toISOString() : text;
}

function compare(type: FieldType, one: unknown, other: unknown): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (type === 'bigint') return sign(BigInt(one as string), BigInt(other as string));
  if (type === 'number' || type === 'boolean') return sign(Number(one), Number(other));
  return Buffer.compare(Buffer.from(one as string), Buffer.from(other as string));
}

function sign<T extends number | bigint>(one: T, other: T): number {
  return one < other ? -1 : Number(one > other);
}

/** `a,b\,c` → `a` and `b,c`. */
function partsOf(text: string): readonly string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === ',') parts.push('');
    else parts[parts.length - 1] += text[at] === '\\' ? text[(at += 1)]! : text[at]!;
  }
  return parts;
}
