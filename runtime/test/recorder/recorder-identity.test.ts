import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeState, record } from '../../src/engine/recorder/index.js';
import { Board, boardState, item } from './board.js';

function open(fields: Partial<Board> = {}) {
  const state = boardState({
    items: [item('a'), item('b', { child: { label: 'c', parts: [] } })],
    ...fields,
  });
  const recording = record(state);
  return { state, recording, board: recording.self as Board };
}

test('methods and getters of the class run on the recorded state', () => {
  const { board } = open();

  assert.ok(board instanceof Board);
  assert.equal(board.item('b'), board.items[1]);
  assert.equal(board.size, 2);
});

test('an object is the same however it is reached', () => {
  const { board } = open();
  const [first, second] = board.items;

  assert.equal(
    board.items.find(({ id }) => id === 'a'),
    first,
  );
  assert.equal(board.items.at(-1), second);
  assert.equal([...board.items][1]!.child, second!.child);
  assert.equal(board.items, board.items);
  assert.deepEqual(
    [board.items.includes(first!), board.items.indexOf(second!), board.items.lastIndexOf(second!)],
    [true, 1, 1],
  );
  assert.deepEqual(
    board.items.filter((each) => each !== first),
    [second],
  );
});

test('an object a command adds is itself, before and after it is stored', () => {
  const { board, recording } = open();
  const added = item('c');

  board.items.push(added);
  added.n = 7;

  assert.equal(board.items[2], added);
  assert.ok(board.items.includes(added));
  assert.equal(
    board.items.find(({ id }) => id === 'c'),
    added,
  );
  const [change] = recording.seal().collections['items']!;
  assert.ok(change?.kind === 'added' && (change.after as { n: number }).n === 7);
});

test('an object keeps its identity on the way from one place to another', () => {
  const { board } = open();
  const moved = board.items.shift()!;

  board.byName.set('x', moved);

  assert.equal(board.byName.get('x'), moved);
  assert.ok(!board.items.includes(moved));
});

test('elements are the same objects after the command as before, unless they came from outside', () => {
  const { state, recording, board } = open();
  const [first, second] = (state.instance as Board).items;

  board.items = board.items.filter((each) => each !== board.items[0]);
  board.items[0]!.n = 9;
  recording.seal();

  assert.deepEqual([(state.instance as Board).items[0] === second, second!.n], [true, 9]);
  recording.undo();
  assert.deepEqual([(state.instance as Board).items[0] === first, second!.n], [true, 0]);
});

test('objects read by a command can be spread, assigned, destructured, listed and turned into JSON', () => {
  const { board } = open();
  const { child, ...others } = board.items[1]!;

  Object.assign(board.items[0]!, { n: 3, note: 'x' });

  assert.equal(child, board.items[1]!.child);
  assert.deepEqual(Object.keys(others), ['id', 'n', 'tags', 'at', 'meta', 'members']);
  assert.equal(JSON.stringify(board.items[1]!.child), '{"label":"c","parts":[]}');
  assert.deepEqual(Object.entries(board.items[0]!).slice(-1), [['note', 'x']]);
  assert.ok('note' in board.items[0]! && !('note' in board.items[1]!));
});

const lateUses: readonly (readonly [what: string, use: (board: Board) => () => unknown])[] = [
  ['the instance', (board) => () => board.title],
  ['a field of the instance', (board) => () => (board.title = 'late')],
  [
    'an array',
    ({ items }) =>
      () =>
        items[0],
  ],
  [
    'a method of an array',
    ({ items }) =>
      () =>
        items.push(item('late')),
  ],
  [
    'an iterator',
    ({ items }) => {
      const values = items.values();
      values.next();
      return () => values.next();
    },
  ],
  [
    'an element',
    ({ items: [first] }) =>
      () =>
        first!.id,
  ],
  [
    'a write into an element',
    ({ items: [first] }) =>
      () =>
        (first!.n = 1),
  ],
  [
    'a deletion',
    ({ items: [first] }) =>
      () =>
        delete first!.note,
  ],
  [
    'the keys of an element',
    ({ items: [first] }) =>
      () =>
        Object.keys(first!),
  ],
  [
    'an object in an element',
    ({ items: [, second] }) =>
      () =>
        second!.child!.label,
  ],
  [
    'a Map',
    ({ byName }) =>
      () =>
        byName.size,
  ],
  [
    'a Set',
    ({ marks }) =>
      () =>
        marks.add('late'),
  ],
  [
    'storing it in a later command',
    ({ items: [first] }) =>
      () => {
        (record(boardState()).self as Board).items.push(first!);
      },
  ],
];

for (const [what, use] of lateUses) {
  for (const end of ['seal', 'undo'] as const) {
    test(`${what} cannot be used once the recording is over by ${end}`, () => {
      const { recording, board } = open();
      const late = use(board);

      recording[end]();

      assert.throws(late, {
        message:
          'An object of Board was used after the command that read it had ended. ' +
          'Copy the values you need while the command runs, and await everything it starts.',
      });
    });
  }
}

test('what a command stored cannot be changed later from outside', () => {
  const { state, recording, board } = open();
  const added = item('c', { tags: ['x'] });
  const names = new Map([['k', item('d')]]);
  board.items.push(added);
  board.settings.owner = item('e', { child: { label: 'own', parts: [] } });
  board.byName = names;
  const { child } = board.settings.owner;
  recording.seal();
  const before = JSON.stringify(encodeState(state));

  added.tags.push('late');
  child!.label = 'late';
  names.get('k')!.n = 99;
  names.clear();

  assert.equal(JSON.stringify(encodeState(state)), before);
});

test('a frozen object can be stored, and changed by the next command', () => {
  const { state, recording, board } = open();
  board.items = Object.freeze([
    Object.freeze(item('frozen', { tags: Object.freeze(['x']) as string[] })),
  ]) as typeof board.items;
  recording.seal();

  const next = record(state);
  (next.self as Board).items[0]!.tags.push('y');
  (next.self as Board).items.push(item('more'));
  next.seal();

  assert.deepEqual(
    (state.instance as Board).items.map(({ id, tags }) => [id, tags]),
    [
      ['frozen', ['x', 'y']],
      ['more', []],
    ],
  );
});

test('a Date is a value: assigned, compared and shared, but not changed in place', () => {
  const { state, recording, board } = open();

  board.due = board.items[0]!.at;

  assert.equal(board.due, board.items[0]!.at);
  assert.equal(board.due.getTime(), 0);
  assert.throws(() => board.due!.setHours(1), {
    message: 'A Date in the state is a value: assign a new Date instead of calling setHours on it.',
  });
  recording.seal();
  assert.equal(Object.getPrototypeOf((state.instance as Board).due), Date.prototype);
});

test('Maps and Sets are iterated in order of insertion, also while they change', () => {
  const { board } = open({
    marks: new Set(['a', 'b']),
    counts: new Map([
      [2, { n: 2 }],
      [1, { n: 1 }],
    ]),
  });

  const seen: string[] = [];
  for (const mark of board.marks) {
    if (mark === 'a') board.marks.add('c').delete('b');
    seen.push(mark);
  }

  assert.deepEqual(seen, ['a', 'c']);
  assert.deepEqual(
    [...board.counts].map(([key, { n }]) => [key, n]),
    [
      [2, 2],
      [1, 1],
    ],
  );
  assert.ok(board.marks instanceof Set && board.counts instanceof Map);
  assert.deepEqual([...new Set(board.marks)], ['a', 'c']);
});

test('keys of a Map that are objects are found by the object a command sees', () => {
  const { board } = open({ grid: new Map([[{ x: 1, y: 2 }, [5]]]) });
  const [key] = board.grid.keys();

  assert.deepEqual(board.grid.get(key!), [5]);
  assert.ok(board.grid.has(key!));
  assert.ok(board.grid.delete(key!));
});

test('methods of Sets and Maps that this version of JavaScript may have see the state, or say that they do not', () => {
  const { board } = open({ marks: new Set(['a', 'b']), counts: new Map([[1, { n: 1 }]]) });
  const marks: object = board.marks;
  const counts: object = board.counts;

  if ('union' in marks) {
    const union = marks.union as (other: Set<string>) => Set<string>;
    assert.deepEqual([...Reflect.apply(union, marks, [new Set(['c'])])], ['a', 'b', 'c']);
    assert.deepEqual(
      [
        ...Reflect.apply((new Set() as unknown as { union: typeof union }).union, new Set(['c']), [
          board.marks,
        ]),
      ],
      ['c', 'a', 'b'],
    );
  }
  if ('getOrInsert' in counts) {
    assert.throws(() => (counts.getOrInsert as (key: number, value: object) => unknown)(1, {}), {
      message: 'Map.prototype.getOrInsert is not supported on state; use get, set, has and delete.',
    });
  }
});
