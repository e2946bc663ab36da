import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import Database from 'better-sqlite3';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../../src/store/sqlite/open-sqlite-store.js';
import type { OutboxRecord } from '../../src/store/store.js';
import { hour, type OpenStore } from './suite/open-store.js';
import { firstMoment, thingsContract } from './things.js';

export interface OpenThings extends OpenStore {
  readonly store: SqliteStore;
  readonly file: string;
  readonly reopen: () => Promise<SqliteStore>;
}

/** A store of things in a real file. */
export async function openThings(
  t: TestContext,
  options: Pick<SqliteStoreOptions, 'writeThread'> = {},
): Promise<OpenThings> {
  const file = join(await temporaryDirectory(t), 'persist.db');
  let now = Date.parse(firstMoment);
  const open = async () => {
    const store = await openSqliteStore({ ...options, file, clock: () => new Date(now), idempotencyTtlMs: hour });
    t.after(() => store.close());
    await store.migrate(thingsContract);
    return store;
  };
  const store = await open();
  return {
    store,
    file,
    outbox: () => outboxOf(file),
    reopen: async () => {
      await store.close();
      return open();
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Removed when the test ends. */
export async function temporaryDirectory(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'persist-store-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

function outboxOf(file: string): OutboxRecord[] {
  const database = new Database(file, { readonly: true });
  try {
    const rows = database
      .prepare(
        'SELECT event_id AS eventId, topic, model, id, version, at, payload FROM _persist_outbox ORDER BY seq',
      )
      .all() as (Omit<OutboxRecord, 'payload'> & { payload: string })[];
    return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as OutboxRecord['payload'] }));
  } finally {
    database.close();
  }
}
