import type { AuditField, AuditRecord } from '../store/store.js';
import type { Condition } from './query-input.js';

/** Which part of a record's history, checked by its types. */
export interface AuditQueryInput {
  /** All must hold. */
  readonly where?: AuditFilter;
  /** Default: newest first. */
  readonly orderBy?: { readonly version?: 'asc' | 'desc' };
  /** From 1. Default 1. */
  readonly page?: number;
  /** At most 100. Default 20. */
  readonly perPage?: number;
}

/** A value a record of the history must have, or conditions it must meet. */
export type AuditFilter = {
  readonly [Name in AuditField]?: AuditValue<Name> | Pick<Condition<AuditValue<Name>>, AuditOperator<Name>>;
};

type AuditValue<Name extends AuditField> = Name extends 'at' ? Date | string : AuditRecord[Name];

type AuditOperator<Name extends AuditField> =
  | 'eq'
  | 'ne'
  | (Name extends 'version' | 'at' ? 'gt' | 'gte' | 'lt' | 'lte' : never)
  | (Name extends 'at' ? never : 'in');
