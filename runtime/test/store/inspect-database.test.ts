import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { inspectDatabase } from '../../src/store/sqlite/inspect/inspect-database.js';
import type { DatabaseReport } from '../../src/store/sqlite/inspect/database-report.js';
import type { AggregateWrite, WriteSet } from '../../src/store/store.js';
import { column, contractOf, modelOf } from './model-builder.js';
import { openThings, temporaryDirectory } from './open-things.js';
import { auditOf, moment, thing, things, thingsContract, work } from './things.js';

test('a closed database is told whole, and not a byte beside it or in it changes', async (t) => {
  const file = await closedDatabase(t);
  const before = contentOf(dirname(file));

  const report = await inspectDatabase(file);

  assert.deepEqual(report, {
    file,
    use: { kind: 'closed' },
    size: readFileSync(file).length,
    walSize: 0,
    journalMode: 'wal',
    damage: [],
    contents: {
      pragmas: { journalMode: 'wal', synchronous: 2, foreignKeys: true },
      models: [
        { name: 'gadgets', schemaVersion: 1, records: 0 },
        { name: 'things', schemaVersion: 1, records: 2 },
      ],
      newestAuditAt: moment(5),
    },
  });
  assert.deepEqual(contentOf(dirname(file)), before);
});

test('where there is no file there is no report', async (t) => {
  assert.equal(await inspectDatabase(join(await temporaryDirectory(t), 'persist.db')), undefined);
});

test('a database that is open is told with who has it open and what is only in its log yet', async (t) => {
  const { store, file } = await openThings(t);
  await store.commit([work(thing('a'))]);

  const report = (await inspectDatabase(file))!;

  assert.deepEqual(report.use, openBy(process.pid));
  assert.ok(report.walSize > 0);
  assert.equal(report.contents!.models[1]!.records, 1);
});

test('an open database goes on as if nobody had looked', async (t) => {
  const { store, file } = await openThings(t);
  await store.commit([work(thing('a'))]);
  store.hasForeignWrites();
  const names = readdirSync(dirname(file));

  await inspectDatabase(file);

  assert.equal(store.hasForeignWrites(), false);
  assert.deepEqual(await store.commit([work(thing('b'))]), [{ kind: 'committed' }]);
  assert.deepEqual(readdirSync(dirname(file)), names);
});

test('what a killed process left is told, recovered in the copy and nowhere else', async (t) => {
  const file = join(await temporaryDirectory(t), 'persist.db');
  await writeAndBeKilled(file);
  const before = contentOf(dirname(file));

  const report = (await inspectDatabase(file))!;

  assert.equal(report.use.kind, leftOpen);
  assert.ok(report.walSize > 0);
  assert.deepEqual(report.damage, []);
  assert.equal(report.contents!.models[1]!.records, 1);
  if (process.platform === 'linux') assert.deepEqual(contentOf(dirname(file)), before);
});

test('a damaged page is damage, and nothing is read from such a file', async (t) => {
  const file = await closedDatabase(t);
  await damagePageOf(file, 'things__unique__name');

  const report = (await inspectDatabase(file))!;

  assert.notDeepEqual(report.damage, []);
  assert.equal(report.contents, undefined);
});

test('elements without their record are damage', async (t) => {
  const file = await closedDatabase(t);
  const database = new Database(file);
  database.pragma('foreign_keys = OFF');
  database.exec(`INSERT INTO things__items VALUES ('nobody', 1, 'a0', '1'), ('nobody', 2, 'a1', '2')`);
  database.close();

  const report = (await inspectDatabase(file))!;

  assert.deepEqual(report.damage, ['things__items has 2 rows without a record in things']);
});

test('a file that another tool has switched out of WAL mode is told', async (t) => {
  const file = await closedDatabase(t);
  const database = new Database(file);
  database.pragma('journal_mode = DELETE');
  database.close();

  const report = (await inspectDatabase(file))!;

  assert.equal(report.journalMode, 'rollback');
  assert.equal(report.contents!.pragmas.journalMode, 'wal');
});

test('an empty file has no models yet', async (t) => {
  const file = join(await temporaryDirectory(t), 'persist.db');
  await writeFile(file, '');

  const { contents } = (await inspectDatabase(file, { contract: thingsContract }))!;

  assert.deepEqual(contents!.models, []);
  assert.equal(contents!.migration!.kind, 'applies');
});

test('a contract that fits changes nothing at the next start', async (t) => {
  const file = await closedDatabase(t);

  const { contents } = (await inspectDatabase(file, { contract: thingsContract }))!;

  assert.deepEqual(contents!.migration, { kind: 'applies', changes: [] });
});

test('what the next start would change is told, and not done', async (t) => {
  const file = await closedDatabase(t);
  const before = await readFile(file);

  const { contents } = (await inspectDatabase(file, { contract: withField('colour', { optional: true }) }))!;

  assert.deepEqual(contents!.migration, {
    kind: 'applies',
    changes: [{ kind: 'column_added', model: 'things', field: 'colour' }],
  });
  assert.deepEqual(await readFile(file), before);
});

test('a contract that the next start would refuse is told with the words of the refusal', async (t) => {
  const file = await closedDatabase(t);

  const { contents } = (await inspectDatabase(file, { contract: withField('colour') }))!;

  const migration = contents!.migration!;
  assert.equal(migration.kind, 'refused');
  assert.equal(migration.kind === 'refused' && migration.error.code, 'schema_change_refused');
  assert.match(
    migration.kind === 'refused' ? migration.error.message : '',
    /things\.colour has no value in 2 stored records/,
  );
});

test('what is no database, or that of another program, is refused', async (t) => {
  const directory = await temporaryDirectory(t);
  const text = join(directory, 'text.db');
  await writeFile(text, 'Dear diary, '.repeat(1_000));
  const other = new Database(join(directory, 'other.db'));
  other.exec('CREATE TABLE shopping (item TEXT)');
  other.close();

  await assert.rejects(inspectDatabase(text), {
    name: 'StoreError',
    code: 'not_a_database',
    message: `Opening ${text} failed: file is not a database (SQLITE_NOTADB). Point the app at another file or directory; this one was not written by persist.`,
  });
  await assert.rejects(inspectDatabase(other.name), {
    code: 'not_a_database',
    message: new RegExp(`^${other.name} is an SQLite database of another program`),
  });
});

test('a database that the temporary folder has no room for is not looked at', async (t) => {
  const file = await closedDatabase(t);
  await truncate(file, 2 ** 43); // Sparse: it takes no room itself.

  await assert.rejects(inspectDatabase(file), {
    code: 'store_full',
    message: /Set TMPDIR to a folder that has/,
  });
});

/** Two things, the newest change at the fifth moment. */
async function closedDatabase(t: TestContext): Promise<string> {
  const { store, file } = await openThings(t);
  await store.commit([remembered(thing('a', {}, { at: moment(5) })), remembered(thing('b'))]);
  await store.close();
  return file;
}

function remembered(write: AggregateWrite): WriteSet {
  return { ...work(write), audits: [auditOf(write)] };
}

const leftOpen: DatabaseReport['use']['kind'] =
  process.platform === 'linux' ? 'left_open' : 'open_or_left_open';

function openBy(...processes: number[]): DatabaseReport['use'] {
  return process.platform === 'linux' ? { kind: 'open', processes } : { kind: 'open_or_left_open' };
}

function contentOf(directory: string): Record<string, string> {
  const names = readdirSync(directory).sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(directory, name)).toString('base64')]),
  );
}

function withField(name: string, more = {}) {
  return contractOf(modelOf('things', { ...things, fields: [...things.fields, column(name, 'text', more)] }));
}

/** Another process commits a thing and is killed before it closes the store. */
async function writeAndBeKilled(file: string): Promise<void> {
  const child = spawn(process.execPath, [...process.execArgv, childFile, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) if (line === 'committed') break;
  child.kill('SIGKILL');
  await ended;
}

const childFile = fileURLToPath(new URL('./killed-child.ts', import.meta.url));

/** Overwrites the page that an index begins at. */
async function damagePageOf(file: string, index: string): Promise<void> {
  const database = new Database(file, { readonly: true });
  const page = database
    .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(index)!;
  const size = database.pragma('page_size', { simple: true }) as number;
  database.close();
  await Promise.all([`${file}-wal`, `${file}-shm`].map((each) => rm(each, { force: true })));
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(size, 0xff), 0, size, (page - 1) * size);
  await handle.close();
}
