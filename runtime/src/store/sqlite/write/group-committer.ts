import type { Database } from 'better-sqlite3';
import type { StoreError } from '../../store-error.js';
import type { AggregateWrite, CommitOutcome, WriteSet } from '../../store.js';
import { checkpoints } from '../connection/checkpoints.js';
import { fileWatch, type FileWatch } from '../connection/file-watch.js';
import { writeHalt } from '../connection/write-halt.js';
import type { SchemaGuard } from '../migrate/schema-guard.js';
import type { AppendedRows } from '../read/foreign-writes.js';
import type { KeySweeper } from './key-sweeper.js';
import type { WriteSetWriter } from './write-set-writer.js';

/** Commits groups of write sets, a transaction a group. */
export interface GroupCommitter {
  /** Why nothing is committed any more, since a commit left open what is on disk. */
  readonly refusal: StoreError | undefined;
  commit(group: readonly WriteSet[], work: GroupWork): Committed;
}

/** What became of a group. */
export interface Committed {
  readonly outcomes: readonly CommitOutcome[];
  readonly rows: AppendedRows;
}

/** What is done inside a transaction: the write sets, and some housekeeping. */
export interface GroupWork {
  readonly guard: SchemaGuard;
  /** The number of the last row of the history; 0 where there is none. */
  readonly lastRow: () => number;
  readonly writer: WriteSetWriter;
  readonly sweeper: KeySweeper;
}

export interface CommitterOptions {
  /** Default: over the file as it is now. */
  readonly watch?: FileWatch;
  /** Hears of what is about to be committed, while nobody else can write; of nothing where that fails. */
  readonly announce?: (rows: AppendedRows | undefined) => void;
  /** Hears why nothing is committed any more, as soon as that is known. */
  readonly halted?: (refusal: StoreError) => void;
}

export function groupCommitter(database: Database, options: CommitterOptions = {}): GroupCommitter {
  const { watch = fileWatch(database.name), announce, halted } = options;
  const begin = database.prepare('BEGIN IMMEDIATE');
  const end = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const halt = writeHalt(database.name, halted);
  const log = checkpoints(database);

  const transact = (group: readonly WriteSet[], { guard, lastRow, writer, sweeper }: GroupWork): Committed => {
    begin.run();
    try {
      guard.check();
      const after = lastRow();
      const outcomes = writeInOrder(group, writer);
      sweeper.sweep();
      const rows = { after, upTo: lastRow() };
      announce?.(rows);
      end.run();
      return { outcomes, rows };
    } catch (error) {
      announce?.(undefined);
      throw error;
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
        const committed = transact(group, work);
        watch.check();
        // Acknowledged first: it copies megabytes, now and then.
        setImmediate(checkpoint);
        return committed;
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
