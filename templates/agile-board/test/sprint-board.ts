import type { TestContext } from 'node:test';
import { openTestApp, type TestApp } from '@persist/runtime/testing';
import { Board, type Column, type Task } from '../src/model.js';

/** An app with one board: three tasks to do, none in progress, where two may be, and none done. */
export interface SprintBoard {
  readonly app: TestApp;
  /** Path of the board. */
  readonly board: string;
  readonly toDo: Column;
  readonly doing: Column;
  readonly done: Column;
  readonly design: Task;
  readonly build: Task;
  readonly ship: Task;
}

export async function openSprintBoard(t: TestContext): Promise<SprintBoard> {
  const app = await openTestApp(t, Board);
  const { id } = await app.create(Board, { name: 'Sprint 12' });
  const board = `/api/boards/${id}`;
  const column = async (input: object) => (await app.post<Column>(`${board}/add-column`, input)).body;
  const toDo = await column({ name: 'To do' });
  const doing = await column({ name: 'Doing', wipLimit: 2 });
  const done = await column({ name: 'Done' });
  const task = async (title: string) =>
    (await app.post<Task>(`${board}/add-task`, { columnId: toDo.id, title })).body;
  const design = await task('Design');
  const build = await task('Build');
  const ship = await task('Ship');
  return { app, board, toDo, doing, done, design, build, ship };
}

/** The titles of the tasks by the name of their column, in order. */
export async function layout({ app, board }: SprintBoard): Promise<Record<string, string[]>> {
  const { body } = await app.get<{ readonly columns: Column[] }>(board);
  return Object.fromEntries(body.columns.map(({ name, tasks }) => [name, tasks.map(({ title }) => title)]));
}
