import fc from 'fast-check';
import { arrayOperations } from './array-operations.js';
import type { Board } from './board.js';
import { REGISTERS, type Choice, type Machine, type Operation } from './board-operations.js';
import { keyedOperations } from './keyed-operations.js';
import { nativeOperations } from './native-operations.js';
import { objectOperations } from './object-operations.js';
import { readingOperations } from './reading-operations.js';
import { caughtOperations, refusedOperations, unstorableOperations } from './refused-operations.js';

const operations: Readonly<Record<string, Operation>> = {
  ...arrayOperations,
  ...objectOperations,
  ...keyedOperations,
  ...readingOperations,
  ...nativeOperations,
  ...refusedOperations,
  ...caughtOperations,
  ...unstorableOperations,
};

interface Step extends Choice {
  readonly name: string;
}

/** Steps, at the end of which the program may throw. */
export interface Program {
  readonly steps: readonly Step[];
  readonly fails: boolean;
}

const choice = fc.integer({ min: 0, max: 10 });

export const program: fc.Arbitrary<Program> = fc.record({
  steps: fc.array(
    fc.record({
      name: fc.constantFrom('pause', ...Object.keys(operations)),
      a: choice,
      b: choice,
      c: choice,
    }),
    { minLength: 1, maxLength: 14 },
  ),
  fails: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
});

export interface Outcome {
  /** What the steps returned, as text. */
  readonly trace: readonly string[];
  readonly failed: boolean;
  readonly held: readonly unknown[];
}

export interface Setting {
  /** Whether the board is recorded; default: it is a plain copy. */
  readonly isRecorded?: boolean;
  /** Keeps the names that a program makes apart from those of an earlier one. */
  readonly offset?: number;
}

export async function run(
  board: Board,
  { steps, fails }: Program,
  { isRecorded = false, offset = 0 }: Setting = {},
): Promise<Outcome> {
  const machine: Machine = { board, isRecorded, held: Array.from({ length: REGISTERS }), created: offset };
  const trace: string[] = [];
  for (const step of steps) {
    if (step.name === 'pause') await Promise.resolve();
    else if (!attempt(trace, step.name, () => operations[step.name]!(machine, step))) {
      return { trace, failed: true, held: machine.held };
    }
  }
  return { trace, failed: fails, held: machine.held };
}

/** A step may throw by itself, where an earlier one left a hole in an array. */
function attempt(trace: string[], name: string, step: () => unknown): boolean {
  try {
    trace.push(`${name}: ${show(step())}`);
    return true;
  } catch (error) {
    trace.push(`${name} threw a ${(error as Error).name}`);
    return false;
  }
}

/** Any value as text; the order of an object's keys does not count. */
function show(value: unknown, depth = 0): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (depth > 4) return '…';
  if (value instanceof Date) return value.toISOString();
  const inner = (part: unknown) => show(part, depth + 1);
  if (Array.isArray(value)) return `[${value.map(inner).join()}]`;
  if (value instanceof Map) return `Map(${[...(value as Map<unknown, unknown>)].map(inner).join()})`;
  if (value instanceof Set) return `Set(${[...(value as Set<unknown>)].map(inner).join()})`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${key}:${inner((value as Record<string, unknown>)[key])}`).join()}}`;
}
