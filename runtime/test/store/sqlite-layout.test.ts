import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openThings } from './open-things.js';

const expected = new URL('things-layout.sql', import.meta.url);

test('the tables and indexes of a contract are exactly the documented ones', async (t) => {
  const { store } = await openThings(t);

  const statements = store.connection
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name LIKE '\\_persist%' ESCAPE '\\', tbl_name, type DESC, name",
    )
    .pluck()
    .all() as string[];

  assert.equal(statements.map((sql) => `${sql};\n`).join('\n'), await readFile(expected, 'utf8'));
});

test('the file says whose it is and which layout it has', async (t) => {
  const { store } = await openThings(t);

  assert.equal(store.connection.pragma('user_version', { simple: true }), 1);
  assert.equal(
    store.connection.pragma('application_id', { simple: true }),
    Buffer.from('prst').readInt32BE(),
  );
});

test('the register of models names each with its schema version and contract hash', async (t) => {
  const { store } = await openThings(t);

  const rows = store.connection
    .prepare('SELECT name, schema_version, length(contract_hash) FROM _persist_models')
    .raw()
    .all();

  assert.deepEqual(rows, [
    ['gadgets', 1, 64],
    ['things', 1, 64],
  ]);
});
