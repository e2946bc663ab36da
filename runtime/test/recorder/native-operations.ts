import { createItem, someArray, type Operation } from './board-operations.js';
import type { Item } from './board.js';

const native = Array.prototype;

/** The language's own methods, which know nothing of recordings and go through single reads and writes. */
export const nativeOperations: Readonly<Record<string, Operation>> = {
  nativeMutators: (m, choice) => {
    const array = someArray(m, choice);
    const { b, c } = choice;
    const calls = [
      () => native.push.call(array, createItem(m, choice), createItem(m, choice)),
      () => native.pop.call(array) as Item | undefined,
      () => native.shift.call(array) as Item | undefined,
      () => native.unshift.call(array, createItem(m, choice)),
      () => void native.splice.call(array, b % 4, c % 3, createItem(m, choice)),
      () => void native.reverse.call(array),
      () => void native.sort.call(array, (x: Item, y: Item) => y.n - x.n),
    ];
    const returned = calls[(b + c) % calls.length]!();
    return [typeof returned, array.map(({ id }) => id)];
  },
  nativeLabels: ({ board: { labels } }, { a, b, c }) => {
    const calls = [
      () => void native.fill.call(labels, `n${b}`, c % 3, c),
      () => void native.copyWithin.call(labels, b % 4, c % 4),
      () => void native.splice.call(labels, b % 4, c % 3, 'native'),
      () => void native.sort.call(labels),
    ];
    calls[a % calls.length]!();
    return [...labels];
  },
  /** For a moment there is a hole. */
  holes: (m, choice) => {
    const array = someArray(m, choice);
    const { length } = array;
    const last = array.at(-1);
    const writes = [
      () => Reflect.deleteProperty(array, String(length - 1)),
      () => (array.length += 1),
      () => (array[length + 1] = createItem(m, choice)),
      () => Reflect.deleteProperty(array, String(length + 5)),
      () => Reflect.deleteProperty(array, 'length'),
    ];
    const result = writes[choice.c % writes.length]!();
    if (choice.c % writes.length === 0 && last !== undefined) array[length - 1] = last;
    if (array.length > length) array[length] = createItem(m, { ...choice, b: 1 });
    return [typeof result, array.length, Object.keys(array)];
  },
  /** More than a call takes as arguments at once. */
  many: ({ board: { labels } }, { b, c }) => {
    if (c !== 0) return undefined;
    const before = labels.length;
    labels.splice(b % 3, 0, ...Array.from({ length: 1_001 }, (_value, n) => `many ${n}`));
    const [first] = labels.splice(b % 3, 1_001 - (b % 2));
    return [first, labels.length - before];
  },
  repeatedInsert: ({ board: { labels } }, { b, c }) => {
    if (c > 2) return undefined;
    for (let n = 0; n < 15 * c; n += 1) labels.splice(1, 0, `r${b}-${n}`);
    return labels.splice(1, 10 * c).length;
  },
  visits: (m, choice) => {
    const seen: unknown[] = [];
    const array = someArray(m, choice);
    array.forEach((each, index, all) => {
      seen.push(each.id, index, all === array);
      if (index === choice.b) all.pop();
      if (index === 0 && choice.c === 0) all.unshift(createItem(m, choice));
    });
    // A method of the language takes what its callback shall see as `this`.
    array.some(function (this: unknown) {
      return seen.push(this === m) > 0;
    }, m);
    return seen;
  },
};
