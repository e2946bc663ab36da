import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommandContext } from '@persist/runtime';
import { Board, ColumnNameTaken, ColumnNotEmpty, IndexOutOfRange, WipLimitReached } from '../src/model.js';

// A model is a plain class: nothing has to be opened to try its rules.

test('a task goes from one column to another and is one and the same', () => {
  const board = new Board('Sprint 12');
  const toDo = board.addColumn({ name: 'To do' }, context());
  const done = board.addColumn({ name: 'Done' }, context());
  const task = board.addTask({ columnId: toDo.id, title: 'Design' }, context());

  board.moveTask({ taskId: task.id, toColumnId: done.id, index: 0 });

  assert.deepEqual(toDo.tasks, []);
  assert.equal(done.tasks[0], task);
});

test('the last place counts without the task that moves', () => {
  const board = new Board('Sprint 12');
  const toDo = board.addColumn({ name: 'To do' }, context());
  const design = board.addTask({ columnId: toDo.id, title: 'Design' }, context());
  board.addTask({ columnId: toDo.id, title: 'Build' }, context());
  const move = (index: number) => board.moveTask({ taskId: design.id, toColumnId: toDo.id, index });

  assert.throws(() => move(2), new IndexOutOfRange(2, 1));
});

test('a column over its limit breaks a rule of the board', () => {
  const board = new Board('Sprint 12');
  const doing = board.addColumn({ name: 'Doing', wipLimit: 1 }, context());
  board.addTask({ columnId: doing.id, title: 'Design' }, context());
  board.columnsKeepTheirLimits();

  board.addTask({ columnId: doing.id, title: 'Build' }, context());

  assert.throws(() => board.columnsKeepTheirLimits(), new WipLimitReached(doing.id, 'Doing', 1));
});

test('two columns of one name break a rule of the board', () => {
  const board = new Board('Sprint 12');
  board.addColumn({ name: 'Doing' }, context());
  const done = board.addColumn({ name: 'Done' }, context());
  board.columnNamesDiffer();

  board.renameColumn(done.id, 'Doing');

  assert.throws(() => board.columnNamesDiffer(), new ColumnNameTaken('Doing'));
});

test('a column that holds a task stays', () => {
  const board = new Board('Sprint 12');
  const toDo = board.addColumn({ name: 'To do' }, context());
  board.addTask({ columnId: toDo.id, title: 'Design' }, context());

  assert.throws(() => board.removeColumn(toDo.id), new ColumnNotEmpty(toDo.id, 1));
  assert.deepEqual(board.columns, [toDo]);
});

/** What a command is told about its call. */
function context(): CommandContext {
  return {
    id: 'board-1',
    version: 1,
    now: new Date('2026-03-02T09:00:00Z'),
    uuid: () => crypto.randomUUID(),
    actor: 'ann',
    requestId: 'request-1',
    emit: () => undefined,
  };
}
