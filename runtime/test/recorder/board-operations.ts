import { item, type Board, type Cell, type Child, type Item } from './board.js';

/** What a random program works with, besides the board: references it holds on to, and a source of names. */
export interface Machine {
  readonly board: Board;
  readonly held: unknown[];
  /** Whether the board is recorded; the other one is a plain copy. */
  readonly isRecorded: boolean;
  created: number;
}

/** Small numbers that choose what an operation works on. */
export interface Choice {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export type Operation = (machine: Machine, choice: Choice) => unknown;

export const REGISTERS = 6;

export function pick<T>(from: readonly T[], index: number): T | undefined {
  return from.length === 0 ? undefined : from[index % from.length];
}

export function hold<T>({ held }: Machine, index: number, value: T): T {
  held[index % REGISTERS] = value;
  return value;
}

export function createItem(machine: Machine, { b, c }: Choice): Item {
  machine.created += 1;
  return item(`new-${machine.created}`, {
    n: b,
    tags: ['x', 'y', 'z'].slice(0, c % 4),
    child: b % 2 === 0 ? createChild(machine) : null,
  });
}

export function createChild(machine: Machine): Child {
  machine.created += 1;
  return { label: `child-${machine.created}`, parts: [{ label: 'part', parts: [] }] };
}

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && 'members' in value;
}

/** Some item of the state, or one the program holds on to. */
export function someItem({ board, held }: Machine, { a, b }: Choice): Item | undefined {
  const sources = [
    () => pick(board.items, b),
    () => pick(board.archive, b),
    () => pick([...board.byName.values()], b),
    () => pick([...board.chosen], b),
    () => board.settings.owner ?? undefined,
    () => pick([...board.settings.index.values()], b),
    () => pick(held.filter(isItem), b),
    () => board.items.find(({ n }) => n === b),
  ];
  return sources[a % sources.length]!();
}

export function someArray({ board }: Machine, { a }: Choice): Item[] {
  return a % 2 === 0 ? board.items : board.archive;
}

/**
 * Mostly a new item; sometimes one that is held, or that sits in the state already, which ends as an alias.
 */
export function itemToStore(machine: Machine, choice: Choice): Item {
  if (choice.c === 10) return someItem(machine, choice) ?? createItem(machine, choice);
  if (choice.c === 9) return pick(machine.held.filter(isItem), choice.b) ?? createItem(machine, choice);
  return createItem(machine, choice);
}

export function takeOut(machine: Machine, { a, b }: Choice): Item | undefined {
  const { board } = machine;
  const array = a % 2 === 0 ? board.items : board.archive;
  if (a % 5 === 4) {
    const entry = pick([...board.byName], b);
    if (entry !== undefined) board.byName.delete(entry[0]);
    return entry?.[1];
  }
  if (a % 5 === 3) {
    const chosen = pick([...board.chosen], b);
    if (chosen !== undefined) board.chosen.delete(chosen);
    return chosen;
  }
  return array.length === 0 ? undefined : array.splice(b % array.length, 1)[0];
}

/** Keys that mean something to a plain object, and to a sort, are keys like any other. */
const names = ['name-0', 'name-1', 'name-2', 'name-3', '', '__proto__', 'constructor', '10', 'é', '😀', '\uffff'];

export function nameOf({ b }: Pick<Choice, 'b'>): string {
  return names[b % names.length]!;
}

export function cellOf({ a, b }: Choice): Cell {
  return { x: a % 3, y: b % 2 };
}
