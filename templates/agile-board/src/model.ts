import {
  apiError,
  command,
  invariant,
  model,
  query,
  unique,
  view,
  type CommandContext,
} from '@persist/runtime';

/**
 * @minLength 1
 * @maxLength 100
 */
export type Name = string;

/**
 * @minLength 1
 * @maxLength 200
 */
export type Title = string;

/**
 * @minLength 1
 * @maxLength 40
 */
export type Label = string;

/**
 * A day of the calendar, such as 2026-03-31.
 * @format date
 */
export type Day = string;

/**
 * A place in a list; 0 is the first.
 * @integer
 * @minimum 0
 */
export type Index = number;

/**
 * How many tasks may be in progress in a column.
 * @integer
 * @minimum 1
 * @maximum 1000
 */
export type WipLimit = number;

export interface Column {
  id: string;
  name: Name;
  /** `null`: as many as there are. */
  wipLimit: WipLimit | null;
  /** From top to bottom. */
  tasks: Task[];
}

export interface Task extends TaskDetails {
  id: string;
}

/** What people write on a task. */
export interface TaskDetails {
  title: Title;
  /** @maxLength 10000 */
  description: string;
  assignee: Name | null;
  dueDate: Day | null;
  /**
   * @maxItems 20
   * @uniqueItems
   */
  labels: Label[];
}

export interface NewColumn {
  name: Name;
  wipLimit?: WipLimit | null;
}

export interface NewTask extends Partial<TaskDetails> {
  columnId: string;
  title: Title;
}

/** What is left out stays as it is; `null` takes the assignee or the due date away. */
export interface TaskUpdate extends Partial<TaskDetails> {
  taskId: string;
}

export interface TaskMove {
  taskId: string;
  /** Another column, or the same one to reorder it. */
  toColumnId: string;
  /** Where in that column the task is afterwards. */
  index: Index;
}

/** A task and where it is found. */
export interface PlacedTask extends Task {
  columnId: string;
  index: Index;
}

export interface ColumnSummary {
  columnId: string;
  name: Name;
  taskCount: number;
  wipLimit: WipLimit | null;
  /** Whether it takes no further task. */
  full: boolean;
}

export interface Workload {
  /** `null`: nobody yet. */
  assignee: Name | null;
  taskCount: number;
  /** The first day on which one of them is due. */
  nextDueDate: Day | null;
}

@apiError({ status: 404 })
export class ColumnNotFound extends Error {
  constructor(readonly columnId: string) {
    super(`the board has no column ${columnId}`);
  }
}

@apiError({ status: 404 })
export class TaskNotFound extends Error {
  constructor(readonly taskId: string) {
    super(`the board has no task ${taskId}`);
  }
}

@apiError({ status: 409 })
export class WipLimitReached extends Error {
  constructor(
    readonly columnId: string,
    readonly columnName: Name,
    readonly wipLimit: WipLimit,
  ) {
    super(`the column "${columnName}" takes ${wipLimit} tasks and no more`);
  }
}

@apiError({ status: 409 })
export class ColumnNameTaken extends Error {
  constructor(readonly columnName: Name) {
    super(`the board has a column "${columnName}" already`);
  }
}

@apiError({ status: 409 })
export class ColumnNotEmpty extends Error {
  constructor(
    readonly columnId: string,
    readonly taskCount: number,
  ) {
    super(`column ${columnId} still holds tasks (${taskCount}): move or remove them first`);
  }
}

@apiError
export class IndexOutOfRange extends Error {
  constructor(
    readonly index: Index,
    readonly lastIndex: Index,
  ) {
    super(`there is no place ${index}: the last one is ${lastIndex}`);
  }
}

/** Columns of tasks, each in an order that people choose. */
@model({ schemaVersion: 1 })
export class Board {
  @unique name: Name;
  columns: Column[] = [];

  constructor(name: Name) {
    this.name = name;
  }

  @command rename(name: Name): void {
    this.name = name;
  }

  /** Adds a column at the right end. */
  @command addColumn({ name, wipLimit = null }: NewColumn, ctx: CommandContext): Column {
    const column: Column = { id: ctx.uuid(), name, wipLimit, tasks: [] };
    this.columns.push(column);
    return column;
  }

  @command renameColumn(columnId: string, name: Name): void {
    this.column(columnId).name = name;
  }

  /** Limits how many tasks a column takes; `null` lifts the limit. */
  @command limitColumn(columnId: string, wipLimit: WipLimit | null): void {
    this.column(columnId).wipLimit = wipLimit;
  }

  @command moveColumn(columnId: string, index: Index): void {
    move(this.column(columnId), { from: this.columns, to: this.columns, index });
  }

  /** Removes a column that is empty. */
  @command removeColumn(columnId: string): void {
    const column = this.column(columnId);
    if (column.tasks.length > 0) throw new ColumnNotEmpty(columnId, column.tasks.length);
    this.columns = this.columns.filter((other) => other !== column);
  }

  /** Adds a task at the bottom of a column. */
  @command addTask({ columnId, ...details }: NewTask, ctx: CommandContext): Task {
    const blank = { description: '', assignee: null, dueDate: null, labels: [] };
    const task: Task = { id: ctx.uuid(), ...blank, ...details };
    this.column(columnId).tasks.push(task);
    return task;
  }

  /** Changes what is given and nothing else. */
  @command updateTask({ taskId, ...changes }: TaskUpdate): Task {
    return Object.assign(this.locate(taskId).task, changes);
  }

  /** Moves a task to a place in another column, or in its own. */
  @command moveTask({ taskId, toColumnId, index }: TaskMove): void {
    const { column, task } = this.locate(taskId);
    move(task, { from: column.tasks, to: this.column(toColumnId).tasks, index });
  }

  @command removeTask(taskId: string): void {
    const { column, task } = this.locate(taskId);
    column.tasks = column.tasks.filter((other) => other !== task);
  }

  @query task(taskId: string): PlacedTask {
    const { column, task } = this.locate(taskId);
    return { ...task, columnId: column.id, index: column.tasks.indexOf(task) };
  }

  /** The tasks of one person, from left to right and top to bottom. */
  @query assignedTo(assignee: Name): PlacedTask[] {
    return this.placedTasks().filter((task) => task.assignee === assignee);
  }

  @query labelled(label: Label): PlacedTask[] {
    return this.placedTasks().filter((task) => task.labels.includes(label));
  }

  /** What is due before a day, the most urgent first. */
  @query dueBefore(day: Day): PlacedTask[] {
    return this.placedTasks()
      .filter(({ dueDate }) => dueDate !== null && dueDate < day)
      .sort((one, other) => one.dueDate!.localeCompare(other.dueDate!));
  }

  /** How full each column is. */
  @view summary(): ColumnSummary[] {
    return this.columns.map(({ id, name, wipLimit, tasks }) => ({
      columnId: id,
      name,
      taskCount: tasks.length,
      wipLimit,
      full: wipLimit !== null && tasks.length >= wipLimit,
    }));
  }

  /** Who has how much to do, the busiest first. */
  @view workload(): Workload[] {
    const tasks = this.placedTasks();
    const assignees = [...new Set(tasks.map(({ assignee }) => assignee))];
    return assignees
      .map((assignee) => workloadOf(assignee, tasks))
      .sort((one, other) => other.taskCount - one.taskCount);
  }

  @invariant columnsKeepTheirLimits(): void {
    for (const { id, name, wipLimit, tasks } of this.columns) {
      if (wipLimit !== null && tasks.length > wipLimit) throw new WipLimitReached(id, name, wipLimit);
    }
  }

  @invariant columnNamesDiffer(): void {
    const names = new Set<Name>();
    for (const { name } of this.columns) {
      if (names.has(name)) throw new ColumnNameTaken(name);
      names.add(name);
    }
  }

  private column(columnId: string): Column {
    const column = this.columns.find(({ id }) => id === columnId);
    if (!column) throw new ColumnNotFound(columnId);
    return column;
  }

  private locate(taskId: string): { column: Column; task: Task } {
    for (const column of this.columns) {
      const task = column.tasks.find(({ id }) => id === taskId);
      if (task) return { column, task };
    }
    throw new TaskNotFound(taskId);
  }

  private placedTasks(): PlacedTask[] {
    return this.columns.flatMap(({ id, tasks }) =>
      tasks.map((task, index) => ({ ...task, columnId: id, index })),
    );
  }
}

interface Route<Item> {
  from: Item[];
  to: Item[];
  index: Index;
}

/** Takes an item out of a list and puts it into another, or elsewhere into the same. */
function move<Item>(item: Item, { from, to, index }: Route<Item>): void {
  from.splice(from.indexOf(item), 1);
  if (index > to.length) throw new IndexOutOfRange(index, to.length);
  to.splice(index, 0, item);
}

function workloadOf(assignee: Name | null, tasks: PlacedTask[]): Workload {
  const theirs = tasks.filter((task) => task.assignee === assignee);
  const dueDates = theirs.flatMap(({ dueDate }) => dueDate ?? []).sort();
  return { assignee, taskCount: theirs.length, nextDueDate: dueDates[0] ?? null };
}
