import { createChild, createItem, hold, someItem, type Operation } from './board-operations.js';
import type { Item } from './board.js';

/** Changes of fields, and of what is inside elements. */
export const objectOperations: Readonly<Record<string, Operation>> = {
  title: (m, { b }) => (m.board.title = `Title ${b}`),
  heading: (m, { b }) => {
    m.board.heading = `heading ${b}`;
    return m.board.title;
  },
  note: (m, { b }) => (m.board.note = `Note ${b}`),
  noteUndefined: (m) => {
    m.board.note = undefined;
    return 'note' in m.board;
  },
  noNote: (m) => [delete m.board.note, 'note' in m.board, Object.keys(m.board).length],
  due: (m, { a, b }) => {
    m.board.due = a % 4 === 0 ? null : new Date(b);
    return m.board.due?.getTime();
  },
  dueFromItem: (m, choice) => {
    const found = someItem(m, choice);
    if (found !== undefined) m.board.due = found.at;
    return m.board.due === (found?.at ?? m.board.due);
  },
  total: (m, { b }) => (m.board.total += BigInt(b)),
  theme: (m, { b }) => (m.board.settings.theme = `t${b}`),
  settingsByCopy: (m, { b }) => {
    m.board.settings = { ...m.board.settings, theme: `copy ${b}` };
    return m.board.settings.tags.push('after copy');
  },
  limits: (m, { a, b, c }) => {
    const { limits } = m.board.settings;
    const key = limitNames[b % limitNames.length]!;
    if (a % 3 === 0) delete limits[key];
    else limits[key] = a === 1 ? -0 : c;
    return [Object.entries(limits), Object.hasOwn(limits, key), key in limits];
  },
  assignLimits: (m, { b, c }) =>
    JSON.stringify(Object.assign(m.board.settings.limits, { [`k${b}`]: c, z: b })),
  settingTags: (m, { a, b, c }) => {
    const { tags } = m.board.settings;
    const writes = [
      () => tags.push(`t${b}`),
      () => tags.pop(),
      () => tags.splice(b % 3, c % 2, 'in'),
      () => tags.sort(),
      () => (tags.length = 0),
      () => tags.reverse(),
      () => (tags[b % (tags.length + 1)] = `set${c}`),
    ];
    writes[a % writes.length]!();
    return tags.join();
  },
  matrix: (m, { a, b, c }) => {
    const { matrix } = m.board.settings;
    if (a % 3 === 0) matrix.push([b, c]);
    else if (a % 3 === 1) matrix[b % 3]?.unshift(c);
    else matrix.sort((x, y) => (y[0] ?? 0) - (x[0] ?? 0));
    return matrix.flat();
  },
  flags: (m, { a, b }) => {
    const { flags } = m.board.settings;
    if (a % 3 === 0) flags.delete(`f${b % 3}`);
    else flags.add(`f${b % 3}`);
    return [...flags];
  },
  nestedIndex: (m, choice) => {
    const { index } = m.board.settings;
    const key = `i${choice.b % 3}`;
    if (choice.a % 3 === 0) index.delete(key);
    else index.set(key, createItem(m, choice));
    return [...index.keys()];
  },
  owner: (m, choice) => {
    m.board.settings.owner = choice.a % 3 === 0 ? null : createItem(m, choice);
    return m.board.settings.owner?.id;
  },
  hold: (m, choice) => hold(m, choice.c, someItem(m, choice))?.id,
  holdPart: (m, choice) => {
    const found = someItem(m, choice);
    return hold(m, choice.c, choice.c % 2 === 0 ? found?.child : found?.tags);
  },
  write: (m, choice) => change(someItem(m, choice), choice),
  writeAgain: (m, choice) => change(someItem(m, { ...choice, a: 6 }), choice),
  writeEach: (m, { b }) => {
    for (const each of m.board.items) if (each.n >= b) each.n -= 1;
    return m.board.items.reduce((sum, { n }) => sum + n, 0);
  },
  giveChild: (m, choice) => {
    const [from, to] = [someItem(m, choice), someItem(m, { ...choice, b: choice.c })];
    if (from === undefined || to === undefined || from === to) return undefined;
    const { child } = from;
    if (choice.b !== 0) from.child = null;
    to.child = child;
    return child?.label;
  },
  newChild: (m, choice) => {
    const found = someItem(m, choice);
    if (found !== undefined) found.child = createChild(m);
    return found?.child?.parts.length;
  },
};

/** Some are names that every object has, and some are numbers, which sort themselves. */
const limitNames = ['k0', 'k1', 'k2', 'k3', '', '10', '2', 'constructor', 'toString', 'é😀'];

function change(target: Item | undefined, { b, c }: { readonly b: number; readonly c: number }): unknown {
  if (target === undefined) return undefined;
  const changes = [
    () => (target.n = b * 10 + c),
    () => (target.note = `n${b}`),
    () => delete target.note,
    () => {
      target.note = undefined;
      return ['note' in target, Object.keys(target).sort()];
    },
    () => target.tags.push(`t${b}`),
    () => target.tags.splice(b % 2, 1),
    () => (target.tags = target.tags.filter((tag) => tag !== `t${b}`)),
    () => target.child?.parts.push({ label: `p${b}`, parts: [] }),
    () => target.child && (target.child.label += '!'),
    () => target.child?.parts.reverse()[0]?.label,
    () => (target.at = new Date(b)),
    () => target.meta.set(`m${b % 3}`, b),
    () => [target.meta.delete(`m${b % 3}`), [...target.meta]],
    () => [...target.members.add(`u${b}`)],
    () => (target.members.size > 2 ? target.members.clear() : target.members.delete(`u${b}`)),
    () => Object.assign(target, { n: b, note: 'assigned' }).n,
  ];
  return changes[c % changes.length]!();
}
