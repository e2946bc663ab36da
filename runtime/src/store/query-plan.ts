import type { Json, ListOperator } from '@persist/contract';
import type { StoredAggregate } from './store.js';

/** A checked query over the columns of one model; field names are the contract's or those of the framework's facts. */
export interface QueryPlan {
  readonly model: string;
  /** All must hold. */
  readonly where: readonly Predicate[];
  /** Total: ends with `id`. */
  readonly orderBy: readonly SortKey[];
  /** Only rows that follow these values, one a sort key; a missing value is `null`. */
  readonly after?: readonly Json[];
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

export type Operator = ListOperator;

/** Missing values come before all others, and after them downwards. */
export interface SortKey {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

export interface QueryRows {
  readonly items: readonly StoredAggregate[];
  /** Rows that match, whatever `after`, `limit` and `offset`. */
  readonly total: number;
  /** Whether rows follow the last item. */
  readonly more: boolean;
}
