import type { Json, JsonObject } from '@persist/contract';
import { compareText } from '../../src/store/compare-text.js';
import type { Predicate, SortKey } from '../../src/store/query-plan.js';
import type { StoredAggregate } from '../../src/store/store.js';

/** The value of a plan's field; `null` where there is none. */
export function valueAt(aggregate: StoredAggregate, name: string): Json {
  const { id, version, createdAt, updatedAt, fields } = aggregate;
  let value: Json | undefined = { id, version, createdAt, updatedAt, ...fields };
  for (const member of name.split('.')) value = (value as JsonObject | null)?.[member] ?? null;
  return value;
}

export function matches(aggregate: StoredAggregate, { field, ...rest }: Predicate): boolean {
  return holdsFor(valueAt(aggregate, field), rest);
}

export function holdsFor(stored: Json, { operator, value }: Omit<Predicate, 'field'>): boolean {
  switch (operator) {
    case 'eq':
      return equal(stored, value);
    case 'ne':
      return !equal(stored, value);
    case 'in':
      return (value as readonly Json[]).some((option) => equal(stored, option));
    case 'isNull':
      return (stored === null) === value;
    case 'contains':
      return stored !== null && (stored as string).includes(value as string);
    case 'startsWith':
      return stored !== null && (stored as string).startsWith(value as string);
    default:
      return stored !== null && value !== null && holds[operator](compareValues(stored, value));
  }
}

export function compareAggregates(
  one: StoredAggregate,
  other: StoredAggregate,
  orderBy: readonly SortKey[],
): number {
  for (const { field, direction } of orderBy) {
    const difference = compareValues(valueAt(one, field), valueAt(other, field));
    if (difference !== 0) return direction === 'asc' ? difference : -difference;
  }
  return 0;
}

/** Whether an aggregate stands after the values of a cursor. */
export function follows(
  aggregate: StoredAggregate,
  after: readonly Json[],
  orderBy: readonly SortKey[],
): boolean {
  for (const [index, { field, direction }] of orderBy.entries()) {
    const difference = compareValues(valueAt(aggregate, field), after[index]!);
    if (difference !== 0) return direction === 'asc' ? difference > 0 : difference < 0;
  }
  return false;
}

const holds = {
  gt: (difference: number) => difference > 0,
  gte: (difference: number) => difference >= 0,
  lt: (difference: number) => difference < 0,
  lte: (difference: number) => difference <= 0,
};

function equal(one: Json, other: Json): boolean {
  return one === null || other === null ? one === other : compareValues(one, other) === 0;
}

/** Missing values come first; texts that are integers are bigints here, the suite has no others. */
function compareValues(one: Json, other: Json): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'string' && typeof other === 'string') {
    if (integer.test(one) && integer.test(other)) return Number(BigInt(one) - BigInt(other));
    return compareText(one, other);
  }
  return Number(one) - Number(other);
}

const integer = /^-?\d+$/;
