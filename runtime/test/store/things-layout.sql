CREATE TABLE "gadgets" (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  "name" TEXT
) STRICT;

CREATE INDEX "gadgets__created" ON "gadgets" ("created_at", "id");

CREATE UNIQUE INDEX "gadgets__unique__name" ON "gadgets" ("name");

CREATE TABLE "things" (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  "name" TEXT,
  "score" REAL,
  "active" INTEGER,
  "due_at" TEXT,
  "balance" INTEGER,
  "city" TEXT,
  "tenant" TEXT,
  "code" TEXT,
  "address" TEXT,
  "anything" TEXT,
  "secret" TEXT
) STRICT;

CREATE INDEX "things__created" ON "things" ("created_at", "id");

CREATE INDEX "things__index__address.floor" ON "things" (json_extract("address", '$."floor"'), "id");

CREATE INDEX "things__index__score" ON "things" ("score", "id");

CREATE UNIQUE INDEX "things__unique__address.zip" ON "things" (json_extract("address", '$."zip"'));

CREATE UNIQUE INDEX "things__unique__code__tenant" ON "things" ("code", "tenant");

CREATE UNIQUE INDEX "things__unique__name" ON "things" ("name");

CREATE TABLE "things__items" (
  parent TEXT NOT NULL REFERENCES "things" (id) ON DELETE CASCADE,
  key INTEGER NOT NULL,
  order_key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (parent, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE "things__labels" (
  parent TEXT NOT NULL REFERENCES "things" (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  order_key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (parent, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE "things__pairs" (
  parent TEXT NOT NULL REFERENCES "things" (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  order_key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (parent, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE "things__tags" (
  parent TEXT NOT NULL REFERENCES "things" (id) ON DELETE CASCADE,
  key INTEGER NOT NULL,
  order_key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (parent, key)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE _persist_meta (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE _persist_models (
  name TEXT PRIMARY KEY NOT NULL,
  schema_version INTEGER NOT NULL,
  contract_hash TEXT NOT NULL,
  layout TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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
