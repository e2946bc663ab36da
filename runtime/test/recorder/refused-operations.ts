import { nameOf, pick, someArray, someItem, type Machine, type Operation } from './board-operations.js';

const stray = Symbol('stray');

/** What state cannot hold: the command is told at once, and one that goes on all the same finds nothing changed. */
export const refusedOperations: Readonly<Record<string, Operation>> = {
  reshape: (m, choice) =>
    refused(m, () => {
      // Never assigned as a whole: what a command made itself it may reshape, the state takes a copy of it.
      const { limits, matrix } = m.board.settings;
      const target = [m.board, matrix, limits][choice.b % 3]!;
      const reshapings = [
        () => Object.defineProperty(target, 'theme', { value: 1 }),
        () => Object.setPrototypeOf(target, null) as object,
        () => Object.freeze(target),
        () => Object.preventExtensions(target),
      ];
      return reshapings[choice.c % reshapings.length]!();
    }),
  strayKey: (m, choice) =>
    refused(m, () => {
      const writes = [
        () => Reflect.set(m.board, stray, 1),
        () => Reflect.set(m.board, 'undeclared', choice.b),
        () => Reflect.set(m.board.settings.limits, stray, 1),
        () => Reflect.set(m.board.settings.limits, '__proto__', { poisoned: 1 }),
        () => Reflect.set(m.board.settings.matrix, 'first', choice.b),
        () => Reflect.set(m.board.settings.matrix, stray, choice.b),
        () => Reflect.set(m.board.settings.matrix, '-1', choice.b),
      ];
      return writes[choice.c % writes.length]!();
    }),
  changeDate: (m, choice) =>
    refused(m, () => {
      const stored = choice.b % 2 === 0 ? m.board.due : m.board.archive[0]?.at;
      if (stored === undefined || stored === null) throw new TypeError('there is no date to change');
      // One that the command made itself is no concern of the state's yet.
      const before = stored.getTime();
      stored.setTime(choice.c);
      stored.setTime(before);
      throw new TypeError('it was changed, and back');
    }),
  changeKey: (m, { b }) =>
    refused(m, () => {
      const key = pick([...m.board.grid.keys()], b);
      if (key === undefined) throw new TypeError('there is no key to change');
      key.x += 1;
      key.x -= 1;
      throw new TypeError('it was changed, and back');
    }),
};

/** Calls that a plain array refuses too, and a callback that throws: the command catches it and goes on. */
export const caughtOperations: Readonly<Record<string, Operation>> = {
  wrongArguments: (m, choice) => {
    const array = someArray(m, choice);
    const calls = [
      () => array.sort('by name' as never),
      () => (array.length = -1),
      () => (array.length = 1.5),
      // No compiler lets this pass; what is not called is not looked at.
      () => array.length > 0 && array.find(undefined as never),
      () => array.reduce(undefined as never),
    ];
    return caught(calls[choice.c % calls.length]!);
  },
  throwInside: (m, choice) => {
    const array = someArray(m, choice);
    let left = choice.b;
    const stop = (): boolean => {
      left -= 1;
      if (left < 0) throw new RangeError('stopped');
      return true;
    };
    const calls = [
      () => array.sort((x, y) => Number(stop()) * (y.n - x.n)).map(({ id }) => id),
      () => array.filter(stop).length,
      () => array.forEach((each) => stop() && (each.n += 1)),
      () => m.board.byName.forEach((each) => stop() && (each.n += 1)),
      () => m.board.marks.forEach((mark) => stop() && m.board.marks.delete(mark)),
      () => (m.board.items = m.board.items.map((each) => (stop() ? { ...each } : each))).length,
    ];
    return caught(calls[choice.c % calls.length]!);
  },
};

/** What a command may try, and only the codec refuses: the command as a whole fails then. */
export const unstorableOperations: Readonly<Record<string, Operation>> = {
  unstorable: (m, choice) => {
    if (choice.c !== 10) return undefined;
    const writes = [
      () => (m.board.items = 'none' as never),
      () => (m.board.marks = [] as never),
      () => (m.board.byName = null as never),
      () => delete (m.board as Partial<typeof m.board>).labels,
      () => m.board.labels.push(undefined as never),
      () => m.board.labels.push(7 as never),
      () => m.board.byName.set(5 as never, null as never),
      () => m.board.byName.set(nameOf(choice), undefined as never),
      () => (m.board.title = '\ud800'),
      () => (m.board.settings = undefined as never),
      () => someItem(m, { ...choice, b: 1 }) && (someItem(m, { ...choice, b: 1 })!.n = NaN),
    ];
    return typeof writes[choice.b % writes.length]!();
  },
};

/** On a plain board nothing is attempted, so that it stays what the recorded one must be. */
function refused({ isRecorded }: Machine, action: () => unknown): string {
  if (!isRecorded) return 'TypeError';
  return caught(action);
}

function caught(action: () => unknown): string {
  try {
    return `no error: ${String(action())}`;
  } catch (error) {
    return (error as Error).name;
  }
}
