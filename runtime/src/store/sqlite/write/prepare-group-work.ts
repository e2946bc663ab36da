import type { Database } from 'better-sqlite3';
import type { ModelLayout } from '../layout/model-layout.js';
import { schemaGuard } from '../migrate/schema-guard.js';
import type { GroupWork } from './group-committer.js';
import { idempotencyKeys, type IdempotencyOptions } from './idempotency-keys.js';
import { keySweeper } from './key-sweeper.js';
import { writeSetWriter } from './write-set-writer.js';

/** Prepares the statements of a transaction that commits, for the models of a contract. */
export function prepareGroupWork(
  database: Database,
  layouts: readonly ModelLayout[],
  options: IdempotencyOptions,
): GroupWork {
  const last = database.prepare<[], number | null>('SELECT max(seq) FROM _persist_audits').pluck();
  return {
    guard: schemaGuard(database, layouts),
    lastRow: () => last.get() ?? 0,
    writer: writeSetWriter(database, layouts, idempotencyKeys(database, options)),
    sweeper: keySweeper(database, options),
  };
}
