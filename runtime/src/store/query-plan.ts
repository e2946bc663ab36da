import type { Json } from '@persist/contract';
import type { StoredAggregate } from './store.js';

/** A checked query over the columns of one model; field names are the contract's or those of the framework's facts. */
export interface QueryPlan {
  readonly model: string;
  /** All must hold. */
  readonly where: readonly Predicate[];
  /** Total: ends with `id`. */
  readonly orderBy: readonly SortKey[];
  readonly limit: number;
  readonly offset: number;
}

/**
 * `value` is in the field's JSON encoding; an array for `in`, a boolean for `isNull`.
 * Text compares byte by byte and case-sensitive.
 */
export interface Predicate {
  readonly field: string;
  readonly operator: Operator;
  readonly value: Json;
}

export const operators = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'contains',
  'startsWith',
  'isNull',
] as const;

export type Operator = (typeof operators)[number];

export interface SortKey {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

export interface QueryRows {
  readonly items: readonly StoredAggregate[];
  /** Rows that match, whatever `limit` and `offset`. */
  readonly total: number;
}
