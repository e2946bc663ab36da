/** Version of everything `docs/storage-layout.md` describes; kept as `PRAGMA user_version`. */
export const LAYOUT_VERSION = 1;

/** `prst`, kept as `PRAGMA application_id`: tells our files from those of other programs. */
export const APPLICATION_ID = 0x70727374;

/** The tables that belong to no model. */
export const systemTablesSql = `
CREATE TABLE _persist_models (
  name TEXT PRIMARY KEY NOT NULL,
  schema_version INTEGER NOT NULL,
  contract_hash TEXT NOT NULL,
  layout TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE _persist_meta (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The idempotency key of a call lives in the record of what it did: one index less to write at random places.
-- A call that was refused has nothing but its key here: model, id and the rest of its history columns are NULL.
CREATE TABLE _persist_audits (
  seq INTEGER PRIMARY KEY,
  model TEXT,
  id TEXT,
  version INTEGER,
  action TEXT,
  event TEXT,
  message TEXT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  request_id TEXT,
  input TEXT,
  changes TEXT,
  idempotency_key TEXT,
  fingerprint TEXT,
  response TEXT
) STRICT;

CREATE INDEX _persist_audits__history ON _persist_audits (id, model, version) WHERE id IS NOT NULL;

CREATE UNIQUE INDEX _persist_audits__idempotency ON _persist_audits (actor, idempotency_key)
  WHERE idempotency_key IS NOT NULL;

CREATE TABLE _persist_outbox (
  seq INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE,
  topic TEXT NOT NULL,
  model TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
`;
