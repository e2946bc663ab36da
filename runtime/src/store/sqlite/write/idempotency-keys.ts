import type { Database } from 'better-sqlite3';
import type { IdempotencyRecord } from '../../store.js';

/** The outcomes of calls that carried an `Idempotency-Key`, while they are kept. */
export interface IdempotencyKeys {
  find(actor: string, key: string): IdempotencyRecord | undefined;
  /** Frees a key whose record has expired; `false` where there is none or it is still good. */
  release(actor: string, key: string): boolean;
}

export interface IdempotencyOptions {
  readonly clock: () => Date;
  readonly ttlMs: number;
}

type Row = Omit<IdempotencyRecord, 'actor' | 'key'>;

export function idempotencyKeys(database: Database, { clock, ttlMs }: IdempotencyOptions): IdempotencyKeys {
  const select = database.prepare<[string, string, string], Row>(
    'SELECT fingerprint, response, at FROM _persist_audits WHERE actor = ? AND idempotency_key = ? AND at > ?',
  );
  const forget = database.prepare(
    `UPDATE _persist_audits SET idempotency_key = NULL, fingerprint = NULL, response = NULL
     WHERE actor = ? AND idempotency_key = ? AND at <= ? AND id IS NOT NULL`,
  );
  const remove = database.prepare(
    'DELETE FROM _persist_audits WHERE actor = ? AND idempotency_key = ? AND at <= ? AND id IS NULL',
  );
  const expiry = (): string => new Date(clock().getTime() - ttlMs).toISOString();

  return {
    find(actor, key) {
      const row = select.get(actor, key, expiry());
      return row === undefined ? undefined : { actor, key, ...row };
    },
    release(actor, key) {
      const before = expiry();
      return forget.run(actor, key, before).changes + remove.run(actor, key, before).changes > 0;
    },
  };
}
