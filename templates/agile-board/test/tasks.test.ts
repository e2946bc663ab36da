import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlacedTask, Task } from '../src/model.js';
import { layout, openSprintBoard } from './sprint-board.js';

test('a new task stands at the bottom of its column with what was given', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, toDo } = sprint;

  const reply = await app.post<Task>(`${board}/add-task`, {
    columnId: toDo.id,
    title: 'Measure',
    assignee: 'Ann',
    labels: ['ops'],
  });

  assert.equal(reply.status, 200);
  assert.deepEqual(reply.body, {
    id: reply.body.id,
    title: 'Measure',
    description: '',
    assignee: 'Ann',
    dueDate: null,
    labels: ['ops'],
  });
  assert.deepEqual((await layout(sprint))['To do'], ['Design', 'Build', 'Ship', 'Measure']);
});

test('a task moves to the place that is asked for in another column', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, doing, design, build, ship } = sprint;
  const move = (task: Task, index: number) =>
    app.post(`${board}/move-task`, { taskId: task.id, toColumnId: doing.id, index });

  const first = await move(ship, 0);
  const second = await move(design, 0);

  assert.equal(first.status, 204);
  assert.equal(second.status, 204);
  assert.deepEqual(await layout(sprint), { 'To do': ['Build'], 'Doing': ['Design', 'Ship'], 'Done': [] });
  const found = await app.get<PlacedTask>(`${board}/task?taskId=${ship.id}`);
  assert.equal(found.body.columnId, doing.id);
  assert.equal(found.body.index, 1);
  assert.equal((await app.get<PlacedTask>(`${board}/task?taskId=${build.id}`)).body.index, 0);
});

test('a task moves within its column', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, toDo, design } = sprint;

  await app.post(`${board}/move-task`, { taskId: design.id, toColumnId: toDo.id, index: 2 });

  assert.deepEqual((await layout(sprint))['To do'], ['Build', 'Ship', 'Design']);
});

test('a place that the column does not have is refused and nothing moves', async (t) => {
  const { app, board, doing, design } = await openSprintBoard(t);
  const before = await app.get(board);

  const beyond = await app.post(`${board}/move-task`, { taskId: design.id, toColumnId: doing.id, index: 1 });
  const negative = await app.post(`${board}/move-task`, {
    taskId: design.id,
    toColumnId: doing.id,
    index: -1,
  });

  assert.equal(beyond.status, 422);
  assert.equal(beyond.body.code, 'index_out_of_range');
  assert.equal(beyond.body.lastIndex, 0);
  assert.equal(negative.body.code, 'validation_error');
  assert.deepEqual((await app.get(board)).body, before.body);
});

test('an update changes what is given and nothing else', async (t) => {
  const { app, board, design } = await openSprintBoard(t);
  const update = (changes: object) =>
    app.post<Task>(`${board}/update-task`, { taskId: design.id, ...changes });
  await update({ assignee: 'Ann', labels: ['ui'], description: 'The first sketch.' });

  const reply = await update({ title: 'Sketch', dueDate: '2026-03-31' });

  assert.equal(reply.status, 200);
  assert.deepEqual(reply.body, {
    id: design.id,
    title: 'Sketch',
    description: 'The first sketch.',
    assignee: 'Ann',
    dueDate: '2026-03-31',
    labels: ['ui'],
  });
});

test('null takes the assignee and the due date away', async (t) => {
  const { app, board, design } = await openSprintBoard(t);
  const update = (changes: object) =>
    app.post<Task>(`${board}/update-task`, { taskId: design.id, ...changes });
  await update({ assignee: 'Ann', dueDate: '2026-03-31' });

  const reply = await update({ assignee: null, dueDate: null });

  assert.deepEqual(reply.body, design);
});

test('what cannot be written on a task is refused by its place', async (t) => {
  const { app, board, design } = await openSprintBoard(t);

  const reply = await app.post<{ errors: { path: string }[] }>(`${board}/update-task`, {
    taskId: design.id,
    title: '',
    dueDate: 'tomorrow',
    labels: ['a', 'a'],
    colour: 'red',
  });

  assert.equal(reply.status, 422);
  assert.deepEqual(reply.body.errors.map(({ path }) => path).sort(), [
    'colour',
    'dueDate',
    'labels',
    'title',
  ]);
});

test('a removed task is gone', async (t) => {
  const sprint = await openSprintBoard(t);
  const { app, board, build } = sprint;

  const reply = await app.post(`${board}/remove-task`, { taskId: build.id });

  assert.equal(reply.status, 204);
  assert.deepEqual((await layout(sprint))['To do'], ['Design', 'Ship']);
  const again = await app.post(`${board}/remove-task`, { taskId: build.id });
  assert.equal(again.status, 404);
  assert.equal(again.body.code, 'task_not_found');
  assert.equal(again.body.taskId, build.id);
});

test('tasks are found by person, by label and by day', async (t) => {
  const { app, board, design, build, ship } = await openSprintBoard(t);
  const update = (task: Task, changes: object) =>
    app.post(`${board}/update-task`, { taskId: task.id, ...changes });
  await update(design, { assignee: 'Ann', labels: ['ui'], dueDate: '2026-03-10' });
  await update(build, { assignee: 'Ben', dueDate: '2026-03-02' });
  await update(ship, { assignee: 'Ann', labels: ['ops', 'ui'], dueDate: '2026-04-01' });
  const titles = async (query: string) =>
    (await app.get<PlacedTask[]>(`${board}/${query}`)).body.map(({ title }) => title);

  assert.deepEqual(await titles('assigned-to?assignee=Ann'), ['Design', 'Ship']);
  assert.deepEqual(await titles('labelled?label=ui'), ['Design', 'Ship']);
  assert.deepEqual(await titles('due-before?day=2026-04-01'), ['Build', 'Design']);
});
