import type { Database } from 'better-sqlite3';
import type { IdempotencyOptions } from './idempotency-keys.js';

/** Forgets idempotency keys whose time has passed, a little with each commit. */
export interface KeySweeper {
  /** Call inside a transaction. */
  sweep(): void;
}

/** Rows looked at in one go, and the pause between two: a commit is hardly longer for it, and a day's keys are swept in time. */
const batch = 256;
const pauseMs = 100;

interface Row {
  readonly seq: number;
  readonly at: string;
}

export function keySweeper(database: Database, { clock, ttlMs }: IdempotencyOptions): KeySweeper {
  const mark = database
    .prepare<[], string>("SELECT value FROM _persist_meta WHERE name = 'keys_swept_to'")
    .pluck();
  const setMark = database.prepare(
    "INSERT OR REPLACE INTO _persist_meta (name, value) VALUES ('keys_swept_to', ?)",
  );
  // Never the last row: its number would be given out again.
  const next = database.prepare<[number], Row>(
    `SELECT seq, at FROM _persist_audits
     WHERE seq > ? AND seq < (SELECT max(seq) FROM _persist_audits) ORDER BY seq LIMIT ${batch}`,
  );
  const forget = database.prepare(
    `UPDATE _persist_audits SET idempotency_key = NULL, fingerprint = NULL, response = NULL
     WHERE seq > ? AND seq <= ? AND idempotency_key IS NOT NULL AND id IS NOT NULL`,
  );
  const remove = database.prepare('DELETE FROM _persist_audits WHERE seq > ? AND seq <= ? AND id IS NULL');
  let last = Number.NEGATIVE_INFINITY;

  return {
    sweep() {
      const now = clock().getTime();
      if (Math.abs(now - last) < pauseMs) return;
      last = now;
      const from = Number(mark.get() ?? 0);
      const expiry = new Date(now - ttlMs).toISOString();
      const to = lastExpired(next.all(from), expiry);
      if (to === undefined) return;
      forget.run(from, to);
      remove.run(from, to);
      setMark.run(String(to));
    },
  };
}

/** Rows are as old as they are early, but for changes of the clock: those wait for the row before them. */
function lastExpired(rows: readonly Row[], expiry: string): number | undefined {
  const kept = rows.findIndex(({ at }) => at > expiry);
  return (kept === -1 ? rows : rows.slice(0, kept)).at(-1)?.seq;
}
