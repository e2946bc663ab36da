import { SqliteError } from 'better-sqlite3';
import type { CommitOutcome } from '../../store.js';
import type { ModelLayout } from '../layout/model-layout.js';
import { UnstorableValue } from '../columns/unstorable-value.js';

/** What a broken unique index means, but for the record that broke it. */
type Violation = Omit<CommitOutcome & { kind: 'unique_violation' }, 'id'> | { readonly kind: 'idempotency_conflict' };

type Violations = ReadonlyMap<string, Violation>;

/** What was being written. */
export interface WritePlace {
  readonly model: string;
  readonly id?: string;
}

/** What each unique index means when SQLite reports it, by the end of SQLite's message. */
export function violationsOf(layouts: Iterable<ModelLayout>): Violations {
  const violations = new Map<string, Violation>([
    ['_persist_audits.actor, _persist_audits.idempotency_key', { kind: 'idempotency_conflict' }],
  ]);
  for (const { model, table, indexes } of layouts) {
    for (const { name, unique, field, private: isPrivate, parts } of indexes) {
      if (!unique) continue;
      // SQLite names the columns of an index, or the index itself where it holds an expression.
      const plain = parts.every(({ path }) => path === undefined);
      const reported = plain ? parts.map(({ column }) => `${table}.${column}`).join(', ') : `index '${name}'`;
      violations.set(reported, { kind: 'unique_violation', model, ...(!isPrivate && { field }) });
    }
  }
  return violations;
}

const prefix = 'UNIQUE constraint failed: ';

/** The outcome an error of a write set stands for; `undefined` where the store itself has failed. */
export function violationOf(
  error: unknown,
  place: WritePlace,
  violations: Violations,
): CommitOutcome | undefined {
  if (error instanceof UnstorableValue) {
    return { kind: 'unstorable_value', ...place, field: error.field, reason: error.reason };
  }
  if (!(error instanceof SqliteError) || error.code !== 'SQLITE_CONSTRAINT_UNIQUE') return undefined;
  const violation = violations.get(error.message.slice(prefix.length));
  return violation?.kind === 'unique_violation' ? { ...violation, id: place.id! } : violation;
}
