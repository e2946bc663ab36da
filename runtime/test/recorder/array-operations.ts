import {
  createItem,
  hold,
  itemToStore,
  pick,
  someArray,
  someItem,
  takeOut,
  type Operation,
} from './board-operations.js';

/** Changes of arrays of objects, in place and by assignment. */
export const arrayOperations: Readonly<Record<string, Operation>> = {
  push: (m, choice) => someArray(m, choice).push(itemToStore(m, choice)),
  pushTwo: (m, choice) => someArray(m, choice).push(createItem(m, choice), createItem(m, choice)),
  pushThenWrite: (m, choice) => {
    const added = createItem(m, choice);
    someArray(m, choice).push(added);
    added.n += 10;
    return someArray(m, choice).at(-1) === added;
  },
  pop: (m, choice) => hold(m, choice.b, someArray(m, choice).pop()),
  shift: (m, choice) => hold(m, choice.b, someArray(m, choice).shift()),
  unshift: (m, choice) => someArray(m, choice).unshift(itemToStore(m, choice)),
  spliceIn: (m, choice) =>
    someArray(m, choice).splice(choice.b, 0, createItem(m, choice), itemToStore(m, choice)),
  spliceOut: (m, choice) => someArray(m, choice).splice(choice.b - 3, choice.c),
  spliceOver: (m, choice) => someArray(m, choice).splice(choice.b, 1, createItem(m, choice)),
  spliceRest: (m, choice) => hold(m, choice.c, someArray(m, choice).splice(choice.b + 3)[0]),
  reverse: (m, choice) => someArray(m, choice).reverse().length,
  sortByNumber: (m, choice) =>
    someArray(m, choice)
      .sort((x, y) => x.n - y.n)
      .map(({ id }) => id),
  sortByName: (m, choice) => someArray(m, choice).sort((x, y) => (x.id < y.id ? 1 : -1))[0]?.id,
  swap: (m, choice) => {
    const array = someArray(m, choice);
    if (array.length < 2) return undefined;
    const [i, j] = [choice.b % array.length, choice.c % array.length];
    [array[i], array[j]] = [array[j]!, array[i]!];
    return array[i] === array[j];
  },
  assignIndex: (m, choice) => {
    const array = someArray(m, choice);
    array[choice.b % (array.length + 1)] = itemToStore(m, choice);
    return array.length;
  },
  truncate: (m, choice) => {
    const array = someArray(m, choice);
    array.length = Math.max(0, array.length - (choice.b % 3));
    return array.length;
  },
  fillOne: (m, choice) => someArray(m, choice).fill(createItem(m, choice), choice.b, choice.b + 1).length,
  move: (m, choice) => {
    const moved = takeOut(m, choice);
    if (moved !== undefined)
      (choice.c % 2 === 0 ? m.board.items : m.board.archive).splice(choice.c, 0, moved);
    return moved?.id;
  },
  moveAndWrite: (m, choice) => {
    const moved = takeOut(m, choice);
    if (moved === undefined) return undefined;
    moved.n += 1;
    m.board.items.push(moved);
    return m.board.items.indexOf(moved) === m.board.items.length - 1;
  },
  keepSome: (m, choice) => {
    m.board.items = m.board.items.filter(({ n }) => n % 3 !== choice.b % 3);
    return m.board.size;
  },
  dropOne: (m, choice) => {
    const one = pick(m.board.items, choice.b);
    m.board.items = m.board.items.filter((each) => each !== one);
    return m.board.items.length;
  },
  finishOne: (m, choice) => {
    const one = someItem(m, { ...choice, a: 0 });
    if (one === undefined) return undefined;
    m.board.items = m.board.items.filter((each) => each !== one);
    m.board.archive.push(one);
    return m.board.archive.includes(one);
  },
  replaceByCopies: (m, choice) => {
    m.board.items = m.board.items.map((each) =>
      each.n === choice.b ? { ...each, n: each.n + 1, child: null } : each,
    );
    return m.board.items.map(({ n }) => n);
  },
  appendByAssignment: (m, choice) => {
    m.board.items = [createItem(m, choice), ...m.board.items, createItem(m, choice)];
    m.board.items[0]!.n += 1;
    return m.board.items.push(createItem(m, choice));
  },
  sortByAssignment: (m) => {
    m.board.archive = [...m.board.archive].sort((x, y) => y.n - x.n);
    return m.board.archive.length;
  },
  archiveAll: (m) => {
    m.board.archive = m.board.items;
    m.board.items = [];
    return m.board.archive[0]?.id;
  },
  swapArrays: (m) => {
    [m.board.items, m.board.archive] = [m.board.archive, m.board.items];
    return m.board.items === m.board.archive;
  },
  drain: (m, choice) => {
    const old = m.board.items;
    m.board.items = [];
    while (old.length > choice.b % 4) m.board.items.push(old.shift()!);
    return old.length;
  },
  refillSelf: (m) => {
    const all = m.board.archive.splice(0);
    m.board.archive.push(...all.reverse());
    return all.length;
  },
  labelWrites: (m, { a, b, c }) => {
    const { labels } = m.board;
    const writes = [
      () => labels.push(`l${b}`),
      () => labels.unshift(`l${b}`, `l${c}`),
      () => labels.sort(),
      () => labels.reverse(),
      () => labels.fill(`f${b}`, c % 3, c),
      () => labels.copyWithin(b % 4, c % 4),
      () => labels.splice(b % 4, c % 3, `s${c}`),
      () => (m.board.labels = labels.filter((label) => label !== `l${b}`)),
      () => (m.board.labels = [...new Set(labels)]),
      () => (m.board.labels = labels.map((label, index) => (index === b ? `${label}!` : label))),
      () => (m.board.labels = labels.toSorted()),
    ];
    return [writes[a % writes.length]!(), [...m.board.labels]];
  },
};
