import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column, ColumnSummary, Workload } from '../src/model.js';
import { layout, openSprintBoard } from './sprint-board.js';

test('a board and its columns are renamed', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, done } = sprint;

  await app.post(`${board}/rename`, { name: 'Sprint 13' });
  await app.post(`${board}/rename-column`, { columnId: done.id, name: 'Shipped' });

  assert.equal((await app.get(board)).body.name, 'Sprint 13');
  assert.deepEqual(Object.keys(await layout(sprint)), ['To do', 'Doing', 'Shipped']);
});

test('columns are put in another order', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, done } = sprint;

  await app.post(`${board}/move-column`, { columnId: done.id, index: 0 });

  assert.deepEqual(Object.keys(await layout(sprint)), ['Done', 'To do', 'Doing']);
});

test('a full column takes no further task, new or moved', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, doing, design, build, ship } = sprint;
  const move = (taskId: string) => app.post(`${board}/move-task`, { taskId, toColumnId: doing.id, index: 0 });
  await move(design.id);
  await move(build.id);
  const before = await app.get(board);

  const moved = await move(ship.id);
  const added = await app.post(`${board}/add-task`, { columnId: doing.id, title: 'Measure' });

  assert.equal(moved.status, 409);
  assert.equal(moved.body.code, 'wip_limit_reached');
  assert.equal(moved.body.columnName, 'Doing');
  assert.equal(moved.body.wipLimit, 2);
  assert.equal(added.status, 409);
  assert.deepEqual((await app.get(board)).body, before.body);
});

test('tasks of a full column can be reordered', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, toDo, ship } = sprint;
  await app.post(`${board}/limit-column`, { columnId: toDo.id, wipLimit: 3 });

  const reply = await app.post(`${board}/move-task`, { taskId: ship.id, toColumnId: toDo.id, index: 0 });

  assert.equal(reply.status, 204);
  assert.deepEqual((await layout(sprint))['To do'], ['Ship', 'Design', 'Build']);
});

test('a limit is lifted, and never set below what the column holds', async (t) => {
  const { app, board, toDo, doing } = await openSprintBoard(t);

  const tooLow = await app.post(`${board}/limit-column`, { columnId: toDo.id, wipLimit: 2 });
  const lifted = await app.post(`${board}/limit-column`, { columnId: doing.id, wipLimit: null });

  assert.equal(tooLow.body.code, 'wip_limit_reached');
  assert.equal(lifted.status, 204);
  const { body } = await app.get<{ columns: Column[] }>(board);
  assert.deepEqual(
    body.columns.map(({ wipLimit }) => wipLimit),
    [null, null, null],
  );
});

test('a column that holds tasks cannot be removed, an empty one can', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, toDo, done } = sprint;

  const refused = await app.post(`${board}/remove-column`, { columnId: toDo.id });
  const removed = await app.post(`${board}/remove-column`, { columnId: done.id });

  assert.equal(refused.status, 409);
  assert.equal(refused.body.code, 'column_not_empty');
  assert.equal(refused.body.taskCount, 3);
  assert.equal(removed.status, 204);
  assert.deepEqual(Object.keys(await layout(sprint)), ['To do', 'Doing']);
});

test('two columns cannot have one name', async (t) => {
  const { app, board, done } = await openSprintBoard(t);

  const added = await app.post(`${board}/add-column`, { name: 'Done' });
  const renamed = await app.post(`${board}/rename-column`, { columnId: done.id, name: 'Doing' });

  assert.equal(added.status, 409);
  assert.equal(added.body.code, 'column_name_taken');
  assert.equal(renamed.body.columnName, 'Doing');
});

test('a column the board does not have is answered with 404', async (t) => {
  const { app, board, design } = await openSprintBoard(t);

  const moved = await app.post(`${board}/move-task`, {
    taskId: design.id,
    toColumnId: 'nowhere',
    index: 0,
  });
  const added = await app.post(`${board}/add-task`, { columnId: 'nowhere', title: 'Lost' });

  assert.equal(moved.status, 404);
  assert.equal(moved.body.code, 'column_not_found');
  assert.equal(moved.body.columnId, 'nowhere');
  assert.equal(added.status, 404);
});

test('the summary says how full the columns are, the workload who has how much to do', async (t) => {
  const { app, board, toDo, doing, done, design, build, ship } = await openSprintBoard(t);
  await app.post(`${board}/update-task`, { taskId: design.id, assignee: 'Ann', dueDate: '2026-03-31' });
  await app.post(`${board}/update-task`, { taskId: build.id, assignee: 'Ann', dueDate: '2026-03-09' });
  await app.post(`${board}/limit-column`, { columnId: doing.id, wipLimit: 1 });
  await app.post(`${board}/move-task`, { taskId: ship.id, toColumnId: doing.id, index: 0 });

  const summary = await app.get<ColumnSummary[]>(`${board}/views/summary`);
  const workload = await app.get<Workload[]>(`${board}/views/workload`);

  assert.deepEqual(summary.body, [
    { columnId: toDo.id, name: 'To do', taskCount: 2, wipLimit: null, full: false },
    { columnId: doing.id, name: 'Doing', taskCount: 1, wipLimit: 1, full: true },
    { columnId: done.id, name: 'Done', taskCount: 0, wipLimit: null, full: false },
  ]);
  assert.deepEqual(workload.body, [
    { assignee: 'Ann', taskCount: 2, nextDueDate: '2026-03-09' },
    { assignee: null, taskCount: 1, nextDueDate: null },
  ]);
});
