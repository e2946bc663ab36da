import type { Database } from 'better-sqlite3';
import { StoreError } from '../../store-error.js';
import type { AggregateWrite, CommitOutcome, WriteSet } from '../../store.js';
import { errorCode, storeFailure } from '../connection/store-failure.js';
import type { KeySweeper } from './key-sweeper.js';
import type { WriteSetWriter } from './write-set-writer.js';

/** Commits groups of write sets, a transaction a group. */
export interface GroupCommitter {
  commit(group: readonly WriteSet[], work: GroupWork): CommitOutcome[];
}

/** What is done inside a transaction: the write sets, and some housekeeping. */
export interface GroupWork {
  readonly writer: WriteSetWriter;
  readonly sweeper: KeySweeper;
}

export function groupCommitter(database: Database): GroupCommitter {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  let halted: StoreError | undefined;

  const commitTransaction = (): void => {
    try {
      commit.run();
    } catch (error) {
      // The disk may hold the commit although it was not confirmed; writing on would build on sand.
      if (/^SQLITE_(IOERR|CORRUPT)/.test(errorCode(error))) halted = storeFailure(error, 'The last commit');
      throw error;
    }
  };

  return {
    commit(group, { writer, sweeper }) {
      if (halted !== undefined) {
        throw new StoreError('store_halted', 'The store writes no more since a commit failed on disk.', {
          cause: halted,
        });
      }
      begin.run();
      try {
        const outcomes = writeInOrder(group, writer);
        sweeper.sweep();
        commitTransaction();
        return outcomes;
      } catch (error) {
        // Some failures have rolled back already.
        if (database.inTransaction) rollback.run();
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
