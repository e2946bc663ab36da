import type { Database } from 'better-sqlite3';
import type { OutboxRecord } from '../../store.js';
import { encodeText } from '../columns/encode-column.js';

/** Appends what a unit of work emits. */
export interface OutboxWriter {
  append(records: readonly OutboxRecord[]): void;
}

export function outboxWriter(database: Database): OutboxWriter {
  const insert = database.prepare(
    'INSERT INTO _persist_outbox (event_id, topic, model, id, version, at, payload) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    append(records) {
      for (const { eventId, topic, model, id, version, at, payload } of records) {
        insert.run(eventId, encodeText('topic', topic), model, id, version, at, JSON.stringify(payload));
      }
    },
  };
}
