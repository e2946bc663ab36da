import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AliasError, encodeState, record } from '../../src/engine/recorder/index.js';
import { boardState, item, type Board } from './board.js';

function filled() {
  return boardState({
    items: [item('a', { child: { label: 'c', parts: [] } }), item('b')],
    byName: new Map([['x', item('d')]]),
    grid: new Map([[{ x: 1, y: 1 }, []]]),
    labels: ['l'],
  });
}

interface Refusal {
  readonly what: string;
  readonly command: (board: Board) => unknown;
  readonly message: string;
}

const writes: readonly Refusal[] = [
  {
    what: 'a field that is not declared',
    command: (board) => Object.assign(board, { cache: 1 }),
    message:
      'Board has no field `cache`: it would not be stored. Declare it in the class; ' +
      'a value for the command alone belongs in a local variable.',
  },
  {
    what: 'a symbol as key',
    command: ({ items: [first] }) => Object.assign(first!, { [Symbol('s')]: 1 }),
    message:
      'State holds data only: the symbol Symbol(s) cannot be the key of a property; use another string.',
  },
  {
    what: '__proto__ as key',
    command: ({ settings }) => (settings.limits['__proto__'] = 1),
    message: 'State holds data only: `__proto__` cannot be the key of a property; use another string.',
  },
  {
    what: 'a property of an array',
    command: ({ items }) => Object.assign(items, { note: 1 }),
    message: 'State holds data only: an array has elements, and no property note; use an object.',
  },
  {
    what: 'defineProperty',
    command: (board) => Object.defineProperty(board.items[0], 'n', { get: () => 1 }),
    message: 'State holds data only: Object.defineProperty cannot be stored; assign a value instead.',
  },
  {
    what: 'freezing',
    command: (board) => Object.freeze(board.items),
    message:
      'State holds data only: Object.freeze, seal and preventExtensions cannot be stored; declare the field `readonly` instead.',
  },
  {
    what: 'another prototype',
    command: (board) => {
      Object.setPrototypeOf(board, null);
    },
    message:
      'State holds data only: the prototype of a stored object cannot be changed; keep the type in a property.',
  },
  {
    what: 'writing into the key of a Map',
    command: ({ grid }) => ([...grid.keys()][0]!.x = 5),
    message:
      '`grid`: an object that is the key of a Map cannot be changed in place; delete the entry and set it again under the new key.',
  },
];

for (const { what, command, message } of writes) {
  test(`${what} is refused when it is written`, () => {
    const board = record(filled()).self as Board;

    assert.throws(() => command(board), { name: 'TypeError', message });
  });
}

const ends: readonly Refusal[] = [
  {
    what: 'a function',
    command: ({ items: [first] }) => Object.assign(first!, { note: () => 1 }),
    message: 'items[0].note: expected a string, found a function',
  },
  {
    what: 'NaN',
    command: ({ items }) => (items[1]!.n = Number('x')),
    message: 'items[1].n: NaN cannot be stored; leave the property out or use null for a missing number',
  },
  {
    what: 'a property that is not declared, inside an element',
    command: ({ byName }) => Object.assign(byName.get('x')!, { extra: 1 }),
    message:
      'byName.x.extra: is no property of the declared type and would be lost; declare it, or copy the declared ones only',
  },
  {
    what: 'a hole',
    command: ({ labels }) => (labels[3] = 'x'),
    message:
      'labels[1]: undefined cannot be stored as an element; use null, or remove the element (splice, delete)',
  },
  {
    what: 'a deleted element',
    command: ({ labels }) => Reflect.deleteProperty(labels, 0),
    message:
      'labels[0]: undefined cannot be stored as an element; use null, or remove the element (splice, delete)',
  },
  {
    what: 'another kind of collection',
    command: (board) => Object.assign(board, { items: new Set() }),
    message: 'items: expected an array, found a Set',
  },
  {
    what: 'a collection that is gone',
    command: (board) => Reflect.deleteProperty(board, 'marks'),
    message: 'marks: expected a Set, found undefined',
  },
  {
    what: 'a Map key that looks like another',
    command: ({ grid }) => grid.set({ y: 1, x: 1 }, [2]),
    message: 'grid: the Map holds the key {"x":1,"y":1} twice, as two objects; use a string key',
  },
  {
    what: 'a field of another type',
    command: (board) => Object.assign(board, { title: 5 }),
    message: 'title: expected a string, found a number',
  },
];

for (const { what, command, message } of ends) {
  test(`${what} is refused when the command ends, and undone`, () => {
    const state = filled();
    const before = JSON.stringify(encodeState(state));
    const recording = record(state);
    command(recording.self as Board);

    assert.throws(() => recording.seal(), { name: 'EncodingError', message });

    recording.undo();
    assert.equal(JSON.stringify(encodeState(state)), before);
  });
}

const aliases: readonly (readonly [
  what: string,
  command: (board: Board) => unknown,
  paths: readonly string[],
])[] = [
  ['an element in a field', (b) => (b.settings.owner = b.items[0]!), ['items[0]', 'settings.owner']],
  [
    'a part of an element in another',
    (b) => (b.items[1]!.child = b.items[0]!.child),
    ['items[0].child', 'items[1].child'],
  ],
  [
    'a new object in two places',
    (b) => {
      const both = item('x');
      b.items.push(both);
      b.archive.push(both);
    },
    ['items[2]', 'archive[0]'],
  ],
  ['an element twice in one array', (b) => b.items.push(b.items[0]!), ['items[0]', 'items[2]']],
  [
    'an array in two fields',
    (b) => {
      b.archive = b.items;
    },
    ['items', 'archive'],
  ],
  [
    'an element kept and given away',
    (b) => {
      b.archive = b.items.filter(({ id }) => id === 'b');
    },
    ['items[1]', 'archive[0]'],
  ],
  ['a value of a Map in a Set', (b) => b.chosen.add(b.byName.get('x')!), ['byName.x', 'chosen[0]']],
  [
    'an object in itself',
    (b) => {
      const { child } = b.items[0]!;
      child!.parts.push(child!);
    },
    ['items[0].child', 'items[0].child.parts[0]'],
  ],
  ['the record in itself', (b) => Object.assign(b.settings, { owner: b }), ['this', 'settings.owner']],
  [
    'the key of a Map as a value',
    (b) => Object.assign(b.settings, { owner: [...b.grid.keys()][0] }),
    ['a key of grid', 'settings.owner'],
  ],
];

for (const [what, command, paths] of aliases) {
  test(`${what} is refused as an alias, naming both places`, () => {
    const recording = record(filled());
    command(recording.self as Board);

    assert.throws(
      () => recording.seal(),
      (error) => {
        assert.ok(error instanceof AliasError);
        assert.deepEqual(error.paths, paths);
        assert.equal(
          error.message,
          `\`${paths[0]}\` and \`${paths[1]}\` are the same object. State is a tree: keep the object in one place ` +
            'and store its id, or a copy (`{ ...value }`), in the other.',
        );
        return true;
      },
    );
  });
}

test('a copy of an element is no alias', () => {
  const recording = record(filled());
  const board = recording.self as Board;
  board.settings.owner = structuredClone(
    JSON.parse(JSON.stringify({ ...board.items[1]!, meta: 0 })),
  ) as never;
  board.settings.owner = item('copy', { n: board.items[1]!.n });

  assert.deepEqual(Object.keys(recording.seal().fields), ['settings']);
});

test('two recordings of one state do not run at the same time', () => {
  const state = filled();
  record(state);

  assert.throws(() => record(state), {
    message: 'Board: a recording is under way; seal or undo it before the next one starts.',
  });
});

test('recordings are undone newest first and once', () => {
  const state = filled();
  const [first, second] = [1, 2].map((n) => {
    const recording = record(state);
    (recording.self as Board).title = `${n}`;
    recording.seal();
    return recording;
  });

  assert.throws(() => first!.undo(), {
    message: 'Recordings are undone newest first: a later one of the same state is still in effect.',
  });
  second!.undo();
  first!.undo();
  assert.equal((state.instance as Board).title, 'Board');
  assert.throws(() => first!.undo(), { message: 'This recording was undone already.' });
  assert.throws(() => first!.seal(), { message: 'This recording was undone already; it cannot be sealed.' });
});

test('a recording is dirty from the first write on', () => {
  const recording = record(filled());
  const board = recording.self as Board;

  assert.equal(board.items.map(({ id }) => id).join(), 'a,b');
  assert.equal(recording.dirty, false);
  board.items[0]!.child!.label = 'new';
  assert.equal(recording.dirty, true);
});

test('a write that is refused leaves the command free to go on', () => {
  const earlier = record(filled());
  const [late] = (earlier.self as Board).items;
  earlier.undo();
  const state = filled();
  const recording = record(state);
  const board = recording.self as Board;

  assert.throws(() => board.items.splice(0, 1, item('x'), late!), {
    message: /^An object of Board was used after/,
  });
  assert.throws(() => board.items.unshift(late!), { message: /^An object of Board was used after/ });
  assert.throws(() => board.byName.set('new', late!), { message: /^An object of Board was used after/ });
  assert.throws(() => board.chosen.add(late!), { message: /^An object of Board was used after/ });
  assert.throws(() => (board.settings.owner = late!), { message: /^An object of Board was used after/ });
  board.labels.push('went on');

  const changes = recording.seal();
  assert.deepEqual([Object.keys(changes.fields), Object.keys(changes.collections)], [[], ['labels']]);
});

test('a key that came from outside does not lead to the prototype of an object', () => {
  const { settings } = record(filled()).self as Board;

  assert.equal(settings.limits['__proto__'], undefined);
  assert.equal(Object.getPrototypeOf(settings.limits), Object.prototype);
});
