import type { Database } from 'better-sqlite3';
import type { AuditRecord, IdempotencyRecord } from '../../store.js';
import { encodeText } from '../columns/encode-column.js';

/** Appends the history of a unit of work, and with it the idempotency key of the call that did it. */
export interface AuditWriter {
  append(audits: readonly AuditRecord[], idempotency: IdempotencyRecord | undefined): void;
}

export function auditWriter(database: Database): AuditWriter {
  const insertAudit = database.prepare(
    `INSERT INTO _persist_audits (model, id, version, action, event, message, at, actor, request_id, input, changes,
       idempotency_key, fingerprint, response)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertKey = database.prepare(
    'INSERT INTO _persist_audits (at, actor, idempotency_key, fingerprint, response) VALUES (?, ?, ?, ?, ?)',
  );

  const insert = (audit: AuditRecord, call: IdempotencyRecord | undefined): void => {
    insertAudit.run(
      audit.model,
      audit.id,
      audit.version,
      audit.action,
      audit.event,
      audit.message ?? null,
      audit.at,
      encodeText('actor', audit.actor),
      encodeText('requestId', audit.requestId),
      audit.input === undefined ? null : JSON.stringify(audit.input),
      JSON.stringify(audit.changes),
      call?.key ?? null,
      call?.fingerprint ?? null,
      call?.response ?? null,
    );
  };

  return {
    append(audits, idempotency) {
      // The key is unique by the actor and expires by the time of the record it lives in.
      const host = audits.find(({ actor, at }) => actor === idempotency?.actor && at === idempotency.at);
      for (const audit of audits) insert(audit, audit === host ? idempotency : undefined);
      if (idempotency === undefined || host !== undefined) return;
      const { at, actor, key, fingerprint, response } = idempotency;
      insertKey.run(at, encodeText('actor', actor), key, fingerprint, response);
    },
  };
}
