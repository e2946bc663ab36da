import assert from 'node:assert/strict';
import { constants } from 'node:fs';
import { open, readFile, truncate } from 'node:fs/promises';
import { test } from 'node:test';
import { StoreError } from '@persist/runtime/advanced';
import { checkDataFolder } from '../../src/doctor/checks/data-folder.js';
import { checkDatabase } from '../../src/doctor/checks/database.js';
import { checkDurability } from '../../src/doctor/checks/durability.js';
import { checkStoredModels } from '../../src/doctor/checks/stored-models.js';
import { scratchApp } from './scratch-app.js';

test('data-folder: passes where it can be written, and where it can be made', async (t) => {
  const app = await scratchApp(t);

  const before = await checkDataFolder(app.subject());
  await app.storeNote();
  const after = await checkDataFolder(app.subject());

  const folder = app.path('data');
  assert.deepEqual(before, {
    status: 'PASS',
    summary: `${folder} is made by the first start (src/main.ts names it)`,
  });
  assert.deepEqual(after, { status: 'PASS', summary: `${folder} can be written (src/main.ts names it)` });
});

test('data-folder: one that the system empties is a warning', async (t) => {
  const app = await scratchApp(t);

  const finding = await checkDataFolder(app.subject({ temporaryFolder: app.root }));

  assert.equal(finding.status, 'WARN');
  assert.match(finding.summary, /is in the temporary folder/);
});

test('data-folder: a file in its place fails', async (t) => {
  const app = await scratchApp(t);
  await app.write('data', 'I was here first.');

  const finding = await checkDataFolder(app.subject());

  assert.equal(finding.status, 'FAIL');
  assert.equal(finding.summary, `${app.path('data')} is a file, and no folder`);
});

test('data-folder: what this user may not write fails, be it the folder or a file in it', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();
  const refuse = (refused: string, code: string) => (path: string, mode: number) => {
    if (path !== refused || (mode & constants.W_OK) === 0) return Promise.resolve();
    return Promise.reject(Object.assign(new Error(`${code}: no`), { code }));
  };

  const folder = await checkDataFolder(app.subject({ access: refuse(app.path('data'), 'EACCES') }));
  const file = await checkDataFolder(app.subject({ access: refuse(app.path('data/persist.db'), 'EROFS') }));

  assert.equal(folder.status, 'FAIL');
  assert.match(folder.mend!, /^Give it to the user that the app runs as: chown/);
  assert.equal(file.summary, `${app.path('data/persist.db')} cannot be written by this user`);
  assert.match(file.mend!, /mounted for reading only/);
});

test('the folder is the one of the flag, of the variable, of the entry, else ./data', async (t) => {
  const app = await scratchApp(t);
  const environment = { PERSIST_DATA_DIR: '/var/lib/notebook' };

  assert.equal(app.subject({}, { flags: { data: '/srv/data' }, environment }).data.folder, '/srv/data');
  assert.equal(app.subject({}, { environment }).data.folder, '/var/lib/notebook');
  await app.edit('src/main.ts', "'./data'", '"state/notes"');
  assert.equal(app.subject().data.folder, app.path('state/notes'));
  await app.edit('src/main.ts', '"state/notes"', 'folderOfToday()');
  assert.deepEqual(app.subject().data, { folder: app.path('data'), saidBy: 'the default' });
});

test('database: none yet passes', async (t) => {
  const app = await scratchApp(t);

  const finding = await checkDatabase(app.subjectWithoutContract());

  assert.deepEqual(finding, { status: 'PASS', summary: 'there is none yet; the first start makes it' });
});

test('database: a sound one passes', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();

  const finding = await checkDatabase(app.subjectWithoutContract());

  assert.equal(finding.status, 'PASS');
  assert.match(finding.summary, /^sound, \d+ KiB; no server runs on it$/);
});

test('database: passes beside a server, and says which process it is', async (t) => {
  const app = await scratchApp(t);
  const store = await app.openStore();
  t.after(() => store.close());

  const finding = await checkDatabase(app.subjectWithoutContract());

  assert.equal(finding.status, 'PASS');
  const running = 'a server runs on it' + (process.platform === 'linux' ? ` (process ${process.pid})` : '');
  assert.ok(finding.summary.includes(running), finding.summary);
});

test('database: one that was left open is a warning', async (t) => {
  const app = await scratchApp(t);
  await app.leaveOpen();

  const finding = await checkDatabase(app.subjectWithoutContract());

  assert.equal(finding.status, 'WARN');
  assert.match(finding.summary, /left open by a process that ended; [\d.]+ KiB are in its log only/);
  assert.match(finding.mend!, /Never delete persist\.db-wal/);
});

test('database: a log that is not written back is a warning', async (t) => {
  const app = await scratchApp(t);
  const store = await app.openStore();
  t.after(() => store.close());
  await truncate(app.path('data/persist.db-wal'), 65 * 1024 * 1024);

  const finding = await checkDatabase(app.subjectWithoutContract());

  assert.equal(finding.status, 'WARN');
  assert.match(finding.summary, /its log has grown to 65 MiB/);
});

test('database: one that the temporary folder has no room for is a warning: it was not looked at', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();
  await truncate(app.path('data/persist.db'), 2 ** 43); // Sparse: it takes no room itself.

  const finding = await checkDatabase(app.subjectWithoutContract());

  assert.equal(finding.status, 'WARN');
  assert.equal(finding.mend, 'Set TMPDIR to a folder that has.');
});

test('database: a damaged page fails, and what needs the content is not checked', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();
  await overwrite(app.path('data/persist.db'), { page: 4 });
  const subject = app.subjectWithoutContract();

  const finding = await checkDatabase(subject);

  assert.equal(finding.status, 'FAIL');
  assert.equal(finding.summary, `${app.path('data/persist.db')} is damaged`);
  assert.match(finding.mend!, /keep a copy of the whole data folder, then restore the latest backup/);
  const notChecked = { status: 'WARN', summary: 'not checked: the database cannot be read' };
  for (const check of [checkDurability, checkStoredModels]) {
    assert.deepEqual(await check(subject), { ...notChecked, mend: 'Mend what the check `database` says.' });
  }
});

test('database: what is no database fails with the words of the store', async (t) => {
  const app = await scratchApp(t);
  await app.write('data/persist.db', 'Dear diary, '.repeat(1_000));

  const finding = await checkDatabase(app.subjectWithoutContract());

  assert.equal(finding.status, 'FAIL');
  assert.match(finding.detail!, /persist\.db failed: file is not a database/);
  assert.match(finding.mend!, /^Point the app at another file/);
});

test("database: is not checked where SQLite cannot be loaded, which is the driver's fault", async (t) => {
  const app = await scratchApp(t);
  const cause = Object.assign(new Error('compiled against a different Node.js'), {
    code: 'ERR_DLOPEN_FAILED',
  });
  const error = new StoreError('store_failed', 'Opening persist.db failed.', { cause });

  const finding = await checkDatabase(
    app.subjectWithoutContract({ database: () => Promise.resolve({ kind: 'unreadable', error }) }),
  );

  assert.equal(finding.status, 'WARN');
  assert.equal(finding.mend, 'Mend what the check `native-module` says.');
});

test('durability: passes with what holds after a write', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();

  const finding = await checkDurability(app.subjectWithoutContract());

  assert.deepEqual(finding, { status: 'PASS', summary: 'WAL, synchronous=FULL, foreign keys enforced' });
});

test('durability: a database that was switched out of WAL mode is a warning', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();
  const handle = await open(app.path('data/persist.db'), 'r+');
  await handle.write(Buffer.from([1, 1]), 0, 2, 18);
  await handle.close();

  const finding = await checkDurability(app.subjectWithoutContract());

  assert.equal(finding.status, 'WARN');
  assert.match(finding.summary, /switched the database out of WAL mode/);
});

test('durability: data on a network file system are a warning', async (t) => {
  const app = await scratchApp(t);
  const nfs = 0x6969;

  const finding = await checkDurability(
    app.subjectWithoutContract({ fileSystem: () => Promise.resolve({ freeBytes: 0, type: nfs }) }),
  );

  assert.equal(finding.status, 'WARN');
  assert.match(finding.summary, /is on NFS/);
});

test('durability: weaker settings fail', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();
  const subject = app.subjectWithoutContract();
  const look = await subject.database();
  assert.ok(look.kind === 'read' && look.report.contents !== undefined);
  const pragmas = { ...look.report.contents.pragmas, synchronous: 1 };
  const weak = { ...look, report: { ...look.report, contents: { ...look.report.contents, pragmas } } };

  const finding = await checkDurability({ ...subject, database: () => Promise.resolve(weak) });

  assert.equal(finding.status, 'FAIL');
  assert.match(finding.summary, /journal_mode=wal, synchronous=1, foreign_keys=on: a power cut may take/);
});

test('stored-models: pass where they fit the contract', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();

  const finding = await checkStoredModels(app.subject());

  assert.deepEqual(finding, { status: 'PASS', summary: '1 model, 1 record; they fit the contract' });
});

test('stored-models: what the next start changes is a warning, and is not done', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();
  await app.edit('src/model.ts', 'title: string;', "title: string;\n    colour = 'red';");
  const before = await readFile(app.path('data/persist.db'));

  const finding = await checkStoredModels(app.subject());

  assert.equal(finding.status, 'WARN');
  assert.equal(finding.summary, 'the next start makes 1 change to the tables');
  assert.match(finding.detail!, /^notes\.colour/);
  assert.deepEqual(await readFile(app.path('data/persist.db')), before);
});

test('stored-models: a change that the next start refuses fails with what to write', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();
  await app.edit('src/model.ts', 'title: string;', 'title: string;\n    colour!: string;');

  const finding = await checkStoredModels(app.subject());

  assert.equal(finding.status, 'FAIL');
  assert.equal(finding.summary, 'the next start would be refused');
  assert.match(
    finding.detail!,
    /notes\.colour has no value in 1 stored record: initialise it with a literal/,
  );
});

test('stored-models: without a contract there is nothing to compare with', async (t) => {
  const app = await scratchApp(t);
  await app.storeNote();

  const finding = await checkStoredModels(app.subjectWithoutContract());

  assert.equal(finding.status, 'WARN');
  assert.equal(finding.mend, 'Mend what the check `contract` says.');
});

async function overwrite(file: string, { page }: { readonly page: number }): Promise<void> {
  const size = 4096;
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(size, 0xff), 0, size, (page - 1) * size);
  await handle.close();
}
