import type { Database } from 'better-sqlite3';
import type { StoreError } from '../../store-error.js';
import type { AggregateWrite, CommitOutcome, WriteSet } from '../../store.js';
import { checkpoints } from '../connection/checkpoints.js';
import { fileWatch } from '../connection/file-watch.js';
import { writeHalt } from '../connection/write-halt.js';
import type { SchemaGuard } from '../migrate/schema-guard.js';
import type { KeySweeper } from './key-sweeper.js';
import type { WriteSetWriter } from './write-set-writer.js';

/** Commits groups of write sets, a transaction a group. */
export interface GroupCommitter {
  /** Why nothing is committed any more, since a commit left open what is on disk. */
  readonly refusal: StoreError | undefined;
  commit(group: readonly WriteSet[], work: GroupWork): CommitOutcome[];
}

/** What is done inside a transaction: the write sets, and some housekeeping. */
export interface GroupWork {
  readonly guard: SchemaGuard;
  readonly writer: WriteSetWriter;
  readonly sweeper: KeySweeper;
}

export function groupCommitter(database: Database): GroupCommitter {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const end = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const halt = writeHalt(database.name);
  const watch = fileWatch(database.name);
  const log = checkpoints(database);

  const transact = (group: readonly WriteSet[], { guard, writer, sweeper }: GroupWork): CommitOutcome[] => {
    begin.run();
    try {
      guard.check();
      const outcomes = writeInOrder(group, writer);
      sweeper.sweep();
      end.run();
      return outcomes;
    } finally {
      // Some failures have rolled back already.
      if (database.inTransaction) rollback.run();
    }
  };

  const checkpoint = (): void => {
    try {
      log.runIfDue();
    } catch (error) {
      // What is committed is in the log, and stays there; what is to come would meet the same disk.
      halt.consider(error);
    }
  };

  return {
    get refusal() {
      return halt.refusal;
    },
    commit(group, work) {
      if (halt.refusal !== undefined) throw halt.refusal;
      try {
        const outcomes = transact(group, work);
        watch.check();
        // Acknowledged first: it copies megabytes, now and then.
        setImmediate(checkpoint);
        return outcomes;
      } catch (error) {
        halt.consider(error);
        throw error;
      }
    },
  };
}

/** What was made on top of a write set that failed fails too, even where another process wrote the version it expects. */
function writeInOrder(group: readonly WriteSet[], writer: WriteSetWriter): CommitOutcome[] {
  const failed = new Set<string>();
  return group.map((writeSet) => {
    const { writes } = writeSet;
    const unfounded = failed.size === 0 ? undefined : writes.find((write) => failed.has(placeOf(write)));
    const outcome = unfounded === undefined ? writer.write(writeSet) : conflictOf(unfounded);
    if (outcome.kind !== 'committed') for (const write of writes) failed.add(placeOf(write));
    return outcome;
  });
}

function placeOf({ model, id }: AggregateWrite): string {
  return `${model}/${id}`;
}

function conflictOf({ model, id }: AggregateWrite): CommitOutcome {
  return { kind: 'version_conflict', model, id };
}
