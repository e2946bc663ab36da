import {
  cellOf,
  createItem,
  hold,
  itemToStore,
  nameOf,
  pick,
  someItem,
  takeOut,
  type Operation,
} from './board-operations.js';

/** Changes of top-level Sets and Maps. */
export const keyedOperations: Readonly<Record<string, Operation>> = {
  mark: (m, { b }) => [...m.board.marks.add(`m${b}`)],
  unmark: (m, { b }) => [m.board.marks.delete(`m${b}`), [...m.board.marks]],
  remark: (m, { b }) => {
    const name = pick([...m.board.marks], b);
    if (name !== undefined) m.board.marks.delete(name);
    if (name !== undefined) m.board.marks.add(name);
    return [...m.board.marks];
  },
  clearMarks: (m, { b }) => {
    if (b < 3) m.board.marks.clear();
    return m.board.marks.size;
  },
  marksByAssignment: (m, { b }) => {
    m.board.marks = new Set([`a${b}`, ...[...m.board.marks].reverse()]);
    return m.board.marks.add('after').size;
  },
  choose: (m, choice) => m.board.chosen.add(itemToStore(m, choice)).size,
  chooseMoved: (m, choice) => {
    const moved = takeOut(m, choice);
    return moved !== undefined && [m.board.chosen.add(moved).size, m.board.chosen.has(moved)];
  },
  unchoose: (m, choice) => {
    const one = pick([...m.board.chosen], choice.b);
    return one !== undefined && [m.board.chosen.delete(one), hold(m, choice.c, one).id];
  },
  chosenByAssignment: (m, choice) => {
    m.board.chosen = new Set([...m.board.chosen].filter(({ n }) => n !== choice.b));
    for (const each of m.board.chosen) each.n += 1;
    return m.board.chosen.size;
  },
  setName: (m, choice) => [...m.board.byName.set(nameOf(choice), itemToStore(m, choice)).keys()],
  setNameMoved: (m, choice) => {
    const moved = takeOut(m, choice);
    if (moved !== undefined) m.board.byName.set(nameOf({ ...choice, b: choice.c }), moved);
    return [...m.board.byName].map(([name, { id }]) => name + id);
  },
  dropName: (m, choice) => [m.board.byName.delete(nameOf(choice)), m.board.byName.size],
  renameName: (m, choice) => {
    const found = m.board.byName.get(nameOf(choice));
    if (found === undefined) return undefined;
    m.board.byName.delete(nameOf(choice));
    m.board.byName.set(nameOf({ b: choice.c }), found);
    return [...m.board.byName.keys()];
  },
  clearNames: (m, { b }) => {
    if (b < 2) m.board.byName.clear();
    return m.board.byName.size;
  },
  namesByAssignment: (m, choice) => {
    const entries = [...m.board.byName].reverse().filter(([name]) => name !== nameOf(choice));
    m.board.byName = new Map([...entries, ['added', createItem(m, choice)]]);
    m.board.byName.get('added')!.n = 7;
    return [...m.board.byName.keys()];
  },
  count: (m, { b, c }) => {
    const found = m.board.counts.get(b);
    if (found === undefined) m.board.counts.set(b, { n: c });
    else found.n += 1;
    return [...m.board.counts].map(([key, { n }]) => key * n);
  },
  uncount: (m, { b }) => m.board.counts.delete(b),
  recount: (m, { b }) => {
    m.board.counts = new Map([...m.board.counts.entries()].map(([key, value]) => [key + (b % 2), value]));
    return m.board.counts.size;
  },
  place: (m, choice) => {
    const known = [...m.board.grid.keys()].find(
      ({ x, y }) => x === cellOf(choice).x && y === cellOf(choice).y,
    );
    if (known === undefined || choice.c === 0) m.board.grid.set(cellOf(choice), [choice.c]);
    else m.board.grid.get(known)!.push(choice.c);
    return [...m.board.grid.values()].map((numbers) => numbers.length);
  },
  displace: (m, { b }) => {
    const key = pick([...m.board.grid.keys()], b);
    return key !== undefined && [m.board.grid.has(key), m.board.grid.delete(key), key.x];
  },
  gridByAssignment: (m, { b }) => {
    m.board.grid = new Map(
      [...m.board.grid].map(([key, value]) => [b % 2 === 0 ? { ...key } : key, [...value, b]]),
    );
    return m.board.grid.size;
  },
  gridOfCopies: (m, { b, c }) => {
    // Keys that look like those that were there, beside nothing that was.
    m.board.grid = new Map([...m.board.grid.keys()].map((key) => [{ ...key }, [b]]));
    const first = m.board.grid.keys().next().value;
    if (c === 10 && first !== undefined) m.board.grid.set({ ...first }, []);
    return [...m.board.grid.keys()].map(({ x, y }) => x * 10 + y);
  },
  clearKeyed: (m, { a, b }) => {
    const { chosen, counts, grid, settings } = m.board;
    const emptied = [chosen, counts, grid, settings.index, settings.flags, settings.flags][a % 6]!;
    if (b < 3) emptied.clear();
    emptied.clear();
    return [emptied.size, [...emptied.keys()].length];
  },
  visitMarks: (m, { b }) => {
    const seen: unknown[] = [];
    m.board.marks.forEach((mark, key, all) => {
      seen.push(mark === key, all === m.board.marks);
      if (seen.length === 2 * b) all.delete(mark);
    });
    return [seen, [...m.board.marks.keys()], [...m.board.marks.entries()].flat()];
  },
  setAlgebra: (m, { b }) => {
    // Of later versions of JavaScript; they read, and make a new Set.
    const union: unknown = Reflect.get(m.board.marks, 'union');
    if (typeof union !== 'function') return undefined;
    return [...(union.call(m.board.marks, new Set([`u${b}`])) as Set<string>)];
  },
  visitNames: (m) => {
    const seen: string[] = [];
    m.board.byName.forEach((each, name, map) => {
      if (seen.length === 0) map.delete(name);
      seen.push(name + each.id);
    });
    return seen;
  },
  addWhileVisiting: (m, choice) => {
    const seen: string[] = [];
    for (const each of m.board.marks) {
      if (seen.length < 3) m.board.marks.add(`v${choice.b}-${seen.length}`);
      seen.push(each);
    }
    return seen;
  },
  ownsItself: (m, choice) => {
    const found = someItem(m, choice);
    if (found?.child && choice.b === 1 && choice.c === 1) found.child.parts.push(found.child);
    return found?.id;
  },
};
