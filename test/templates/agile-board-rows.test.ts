import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import Database from 'better-sqlite3';
import { scratchApp } from '../cli/scratch-app.js';

test('a task that moves between columns writes the rows of these two, and so says the history', async (t) => {
  const { post, history, database, columns, tasks } = await openBoard(t);
  const writes = watchRows(database);

  await post('move-task', { taskId: tasks[0], toColumnId: columns[2], index: 0 });

  assert.deepEqual(writes(), ['changed To do', 'changed Done']);
  assert.deepEqual(await history(), ['changed To do', 'changed Done']);
});

test('a task that moves within its column writes the row of this one', async (t) => {
  const { post, history, database, columns, tasks } = await openBoard(t);
  const writes = watchRows(database);

  await post('move-task', { taskId: tasks[0], toColumnId: columns[0], index: 2 });

  assert.deepEqual(writes(), ['changed To do']);
  assert.deepEqual(await history(), ['changed To do']);
});

test('a column that moves writes its own row', async (t) => {
  const { post, history, database, columns } = await openBoard(t);
  const writes = watchRows(database);

  await post('move-column', { columnId: columns[3], index: 0 });

  assert.deepEqual(writes(), ['changed Archive']);
  assert.deepEqual(await history(), ['moved']);
});

/** A served board of four columns, the first with three tasks, and the file it is kept in. */
async function openBoard(t: TestContext) {
  const app = await scratchApp(t, 'agile-board');
  const { url } = await app.serve('dev', '--port', '0').expect('ready');
  const { id } = await answer(`${url}/api/boards`, { name: 'Sprint 12' });
  const board = `${url}/api/boards/${id}`;
  const post = (path: string, body: object) => answer(`${board}/${path}`, body);
  const columns = [];
  for (const name of ['To do', 'Doing', 'Done', 'Archive'])
    columns.push((await post('add-column', { name })).id);
  const tasks = [];
  for (const title of ['Design', 'Build', 'Ship']) {
    tasks.push((await post('add-task', { columnId: columns[0], title })).id);
  }
  const database = new Database(join(app.root, 'data/persist.db'));
  t.after(() => database.close());
  return { post, history: () => newestChanges(board), database, columns, tasks };
}

async function answer(url: string, body: object): Promise<{ readonly id: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.status === 204 ? { id: '' } : ((await response.json()) as { id: string });
}

/** What the newest entry of the history says of the columns. */
async function newestChanges(board: string): Promise<readonly string[]> {
  const page = (await (await fetch(`${board}/_audits?perPage=1`)).json()) as {
    items: [{ changes: { collections: { columns: { kind: string; after?: { name: string } }[] } } }];
  };
  return page.items[0].changes.collections.columns.map(({ kind, after }) =>
    [kind, after?.name].join(' ').trim(),
  );
}

/** Has the database itself write down which rows of the columns are written from now on. */
function watchRows(database: Database.Database): () => readonly string[] {
  database.exec(`
    CREATE TABLE written (what TEXT);
    CREATE TRIGGER inserted AFTER INSERT ON boards__columns
      BEGIN INSERT INTO written VALUES ('added ' || (NEW.value ->> 'name')); END;
    CREATE TRIGGER updated AFTER UPDATE ON boards__columns
      BEGIN INSERT INTO written VALUES ('changed ' || (NEW.value ->> 'name')); END;
    CREATE TRIGGER deleted AFTER DELETE ON boards__columns
      BEGIN INSERT INTO written VALUES ('removed ' || (OLD.value ->> 'name')); END;
  `);
  return () => database.prepare<[], string>('SELECT what FROM written ORDER BY rowid').pluck().all();
}
