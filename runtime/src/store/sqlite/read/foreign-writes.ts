import type { Database } from 'better-sqlite3';

/** Rows of the history that one commit appended: those past `after`, up to `upTo`. */
export interface AppendedRows {
  readonly after: number;
  readonly upTo: number;
}

/** Tells whether another process has committed since the last time it was asked. */
export interface ForeignWrites {
  found(): boolean;
  /** Takes note of a commit of this process; by another connection than this one where `elsewhere`. */
  own(rows: AppendedRows, elsewhere: boolean): void;
}

/**
 * SQLite tells that somebody else has committed (`PRAGMA data_version`, for what this connection does not do itself),
 * not who. Every commit appends to the history, so what is ours is known by its rows.
 *
 * @param announced what another connection of this process is committing: it may be visible before anybody is told.
 */
export function foreignWrites(database: Database, announced: () => AppendedRows | undefined): ForeignWrites {
  const version = database.prepare<[], number>('PRAGMA data_version').pluck();
  const last = lastRow(database);
  let seen = version.get();
  let known = last() ?? 0;
  let foreign = false;
  let isExplained = false;

  const look = (): void => {
    const upTo = last();
    const ours = announced();
    // A program that changes rows but keeps no history is noticed where no commit of ours explains the new version.
    if (upTo === known) foreign ||= !isExplained;
    else if (ours?.after !== known || ours.upTo !== upTo) foreign = true;
    known = upTo ?? known;
    isExplained = false;
  };

  return {
    found() {
      const current = version.get();
      if (current !== seen) {
        seen = current;
        look();
      }
      const found = foreign;
      foreign = false;
      return found;
    },
    own({ after, upTo }, elsewhere) {
      if (after > known) foreign = true;
      // Seen already, when it was announced.
      if (after < upTo && upTo <= known) return;
      known = Math.max(known, upTo);
      if (elsewhere) isExplained = true;
    },
  };
}

/** `undefined` where the history is damaged: to say so is up to who needs more of it, others are served. */
function lastRow(database: Database): () => number | undefined {
  const last = database.prepare<[], number | null>('SELECT max(seq) FROM _persist_audits').pluck();
  return () => {
    try {
      return last.get() ?? 0;
    } catch {
      return undefined;
    }
  };
}
