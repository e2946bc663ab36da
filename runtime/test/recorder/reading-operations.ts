import { isItem, nameOf, someArray, someItem, type Operation } from './board-operations.js';

/** Reads in every way there is: they must see what a plain object shows. */
export const readingOperations: Readonly<Record<string, Operation>> = {
  find: (m, choice) => someArray(m, choice).find(({ n }) => n === choice.b)?.id,
  findLast: (m, choice) => [
    someArray(m, choice).findLast(({ n }) => n > choice.b)?.id,
    someArray(m, choice).findIndex(({ n }) => n > choice.b),
    someArray(m, choice).findLastIndex(({ n }) => n < choice.b),
  ],
  tests: (m, choice) => [
    someArray(m, choice).some(({ n }) => n > choice.b),
    someArray(m, choice).every(({ n }) => n < choice.b),
    someArray(m, choice).filter(({ tags }) => tags.length > 1).length,
  ],
  identities: (m, choice) => {
    const array = someArray(m, choice);
    return m.held.map((value) => [
      array.includes(value as never),
      array.indexOf(value as never),
      array.lastIndexOf(value as never),
      m.board.chosen.has(value as never),
      array.findIndex((each) => each === value),
    ]);
  },
  sameObjects: (m) => m.held.map((one) => m.held.map((other) => one === other)),
  sameElements: (m, choice) => {
    const found = someItem(m, choice);
    return [
      found === someItem(m, choice),
      found?.child === found?.child,
      found?.at === found?.at,
      found?.tags === found?.tags,
      m.board.settings === m.board.settings,
      m.board.items === m.board.items,
      m.board.byName === m.board.byName,
    ];
  },
  heldItems: (m) => m.held.map((value) => (isItem(value) ? value.n : typeof value)),
  iterate: (m, choice) => {
    const seen = [];
    for (const [index, each] of someArray(m, choice).entries()) seen.push(index, each.id);
    return [...seen, ...someArray(m, choice).keys(), ...Object.keys(someArray(m, choice))];
  },
  spread: (m, choice) => {
    const [first, ...others] = someArray(m, choice);
    const { child, ...rest } = first ?? { child: null };
    return [others.length, child?.label, Object.keys(rest).sort()];
  },
  generic: (m, choice) => {
    const array = someArray(m, choice);
    if (array.length === 0) return undefined;
    return [
      array.at(-1)?.id,
      array.slice(1, -1).length,
      array.concat(array).length,
      array.flatMap(({ tags }) => tags),
      array.with(0, array[0]!).length,
      array.toSpliced(0, 1).length,
      array.toReversed()[0]?.id,
      array.length in array,
      array.map(({ id }) => id).join('-'),
      Array.isArray(array),
      Array.from(array, ({ n }) => n),
      array.reduceRight((sum, { n }) => sum - n, 0),
    ];
  },
  keys: (m, choice) => {
    const found = someItem(m, choice);
    return (
      found && [
        Object.keys(found).sort(),
        'note' in found,
        Object.hasOwn(found, 'note'),
        JSON.stringify(found.child),
        found.constructor === Object,
      ]
    );
  },
  wholeBoard: (m) => [
    Object.keys(m.board).length,
    m.board.size,
    m.board.constructor.name,
    { ...m.board }.items === m.board.items,
  ],
  keyed: (m, choice) => [
    m.board.byName.get(nameOf(choice))?.id,
    m.board.byName.has(nameOf(choice)),
    [...m.board.byName.values()].length,
    [...m.board.marks.entries()],
    m.board.chosen.size,
    [...m.board.chosen].map(({ id }) => id),
  ],
  settings: ({ board: { settings } }) => [
    settings.theme,
    settings.tags,
    settings.matrix,
    Object.entries(settings.limits),
    [...settings.flags],
    [...settings.index.keys()],
  ],
};
