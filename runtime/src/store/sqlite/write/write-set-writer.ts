import type { Database } from 'better-sqlite3';
import { StoreError } from '../../store-error.js';
import type { CommitOutcome, WriteSet } from '../../store.js';
import type { ModelLayout } from '../layout/model-layout.js';
import { aggregateWriter, type AggregateWriter } from './aggregate-writer.js';
import { auditWriter } from './audit-writer.js';
import type { IdempotencyKeys } from './idempotency-keys.js';
import { outboxWriter } from './outbox-writer.js';
import { violationOf, violationsOf, type WritePlace } from './violation.js';

/** Writes one write set inside an open transaction: whole, or not at all. */
export interface WriteSetWriter {
  write(writeSet: WriteSet): CommitOutcome;
}

const committed: CommitOutcome = { kind: 'committed' };

export function writeSetWriter(
  database: Database,
  layouts: readonly ModelLayout[],
  keys: IdempotencyKeys,
): WriteSetWriter {
  const savepoint = database.prepare('SAVEPOINT write_set');
  const release = database.prepare('RELEASE write_set');
  const rollbackTo = database.prepare('ROLLBACK TO write_set');
  const aggregates = new Map(layouts.map((layout) => [layout.model, aggregateWriter(database, layout)]));
  const audits = auditWriter(database);
  const outbox = outboxWriter(database);
  const violations = violationsOf(layouts);

  const writeAll = (writeSet: WriteSet): CommitOutcome => {
    const { model = '' } = writeSet.audits[0] ?? {};
    let place: WritePlace = { model };
    try {
      for (const write of writeSet.writes) {
        const { model, id } = write;
        place = { model, id };
        if (!writerOf(aggregates, model).write(write)) return { kind: 'version_conflict', model, id };
      }
      place = { model };
      audits.append(writeSet.audits, writeSet.idempotency);
      outbox.append(writeSet.outbox);
      return committed;
    } catch (error) {
      const violation = violationOf(error, place, violations);
      if (violation === undefined) throw error;
      return violation;
    }
  };

  const attempt = (writeSet: WriteSet): CommitOutcome => {
    savepoint.run();
    const outcome = writeAll(writeSet);
    if (outcome !== committed) rollbackTo.run();
    release.run();
    return outcome;
  };

  return {
    write(writeSet) {
      const outcome = attempt(writeSet);
      if (outcome.kind !== 'idempotency_conflict') return outcome;
      const { actor, key } = writeSet.idempotency!;
      return keys.release(actor, key) ? attempt(writeSet) : outcome;
    },
  };
}

function writerOf(aggregates: ReadonlyMap<string, AggregateWriter>, model: string): AggregateWriter {
  const writer = aggregates.get(model);
  if (writer === undefined) throw new StoreError('unknown_model', `The store has no model ${model}.`);
  return writer;
}
