import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeState, record, type LiveState } from '../../src/engine/recorder/index.js';
import type { ChangeSet, ElementChange } from '../../src/store/change-set.js';
import { boardState, item, type Board, type Item } from './board.js';

function change(state: LiveState, command: (board: Board) => void): ChangeSet {
  const recording = record(state);
  command(recording.self as Board);
  return recording.seal();
}

/** The changes of one collection, without the values. */
function outline(changes: ChangeSet, name: string): readonly unknown[] {
  return (changes.collections[name] ?? []).map((each: ElementChange) => {
    const { kind, key } = each;
    if (kind === 'added') return [kind, key, each.order];
    return kind === 'moved' ? [kind, key, each.from, each.to] : [kind, key];
  });
}

function items(count: number): Item[] {
  return Array.from({ length: count }, (_value, n) => item(`i${n}`, { n }));
}

const nothing = { fields: {}, collections: {} };

test('a command that changes nothing has an empty change set', () => {
  const state = boardState({ items: items(2), note: 'x' });

  assert.deepEqual(
    change(state, (board) => board.items.find(({ n }) => n === 1)),
    nothing,
  );
});

test('a value that is changed and changed back is no change', () => {
  const state = boardState({ items: items(2) });

  const changes = change(state, (board) => {
    board.items[0]!.n = 5;
    board.items[0]!.n = 0;
    board.title = 'other';
    board.title = 'Board';
    board.items.push(item('x'));
    board.items.pop();
  });

  assert.deepEqual(changes, nothing);
});

test('a field is recorded with both sides, and without the one where it is absent', () => {
  const state = boardState();

  assert.deepEqual(change(state, (board) => (board.note = 'a')).fields, { note: { after: 'a' } });
  assert.deepEqual(change(state, (board) => (board.note = 'b')).fields, {
    note: { before: 'a', after: 'b' },
  });
  assert.deepEqual(change(state, (board) => delete board.note).fields, { note: { before: 'b' } });
});

test('a field that is stored as JSON is recorded as a whole', () => {
  const state = boardState();

  const { fields } = change(state, (board) => (board.settings.limits['a'] = 1));

  assert.deepEqual(Object.keys(fields), ['settings']);
  assert.deepEqual((fields['settings']!.before as { limits: unknown }).limits, {});
  assert.deepEqual((fields['settings']!.after as { limits: unknown }).limits, { a: 1 });
});

test('values are recorded in their encodings', () => {
  const state = boardState();

  const { fields } = change(state, (board) => {
    board.due = new Date(0);
    board.total = 5n;
  });

  assert.deepEqual(fields, {
    due: { before: null, after: '1970-01-01T00:00:00.000Z' },
    total: { before: '0', after: '5' },
  });
});

test('a push is one added element with the next key', () => {
  const state = boardState({ items: items(3) });

  const { collections } = change(state, (board) => board.items.push(item('x')));

  assert.deepEqual(collections['items'], [
    {
      kind: 'added',
      key: 4,
      order: 'a3',
      after: { id: 'x', n: 0, tags: [], child: null, at: '1970-01-01T00:00:00.000Z', meta: {}, members: [] },
    },
  ]);
});

test('an unshift on a thousand elements is one added element', () => {
  const state = boardState({ items: items(1_000) });

  const changes = change(state, (board) => board.items.unshift(item('first')));

  assert.deepEqual(outline(changes, 'items'), [['added', 1_001, 'Zz']]);
});

test('an insertion in the middle gets an order between its neighbours', () => {
  const state = boardState({ items: items(3) });

  const changes = change(state, (board) => board.items.splice(1, 0, item('x')));

  assert.deepEqual(outline(changes, 'items'), [['added', 4, 'a0V']]);
});

test('a splice is what it removes and what it adds', () => {
  const state = boardState({ items: items(4) });

  const changes = change(state, (board) => board.items.splice(1, 2, item('x')));

  assert.deepEqual(outline(changes, 'items'), [
    ['removed', 2],
    ['removed', 3],
    ['added', 5, 'a1'],
  ]);
});

test('writing into an element changes it, once, with the value it had before', () => {
  const state = boardState({ labels: ['a', 'b'], counts: new Map([[1, { n: 1 }]]) });

  const { collections } = change(state, (board) => {
    board.labels[1] = 'c';
    board.labels[1] = 'd';
    board.counts.get(1)!.n += 1;
    board.counts.get(1)!.n += 1;
  });

  assert.deepEqual(collections, {
    labels: [{ kind: 'changed', key: 2, before: 'b', after: 'd' }],
    counts: [{ kind: 'changed', key: '1', before: { n: 1 }, after: { n: 3 } }],
  });
});

test('moving the last element to the front moves one element', () => {
  const state = boardState({ items: items(100) });

  const changes = change(state, (board) =>
    board.items.sort((a, b) => (b.n === 99 ? 1 : a.n === 99 ? -1 : a.n - b.n)),
  );

  assert.deepEqual(outline(changes, 'items'), [['moved', 100, 'b0b', 'Zz']]);
});

test('an element that is taken out and put in elsewhere in the array is moved', () => {
  const state = boardState({ items: items(5) });

  const changes = change(state, (board) => {
    const [taken] = board.items.splice(3, 1);
    board.items.splice(1, 0, taken!);
    taken!.n = 50;
  });

  assert.deepEqual(outline(changes, 'items'), [
    ['changed', 4],
    ['moved', 4, 'a3', 'a0V'],
  ]);
});

test('an array replaced by a filtered one loses what was filtered out, and nothing else', () => {
  const state = boardState({ items: items(5) });

  const changes = change(state, (board) => {
    board.items = board.items.filter(({ n }) => n % 2 === 0);
  });

  assert.deepEqual(outline(changes, 'items'), [
    ['removed', 2],
    ['removed', 4],
  ]);
});

test('an array replaced by one with copies changes the elements that differ', () => {
  const state = boardState({ items: items(5) });

  const changes = change(state, (board) => {
    board.items = board.items.map((each) => (each.n === 3 ? { ...each, n: 30 } : { ...each }));
  });

  assert.deepEqual(outline(changes, 'items'), [['changed', 4]]);
});

test('an array replaced by a longer one adds at the right places', () => {
  const state = boardState({ labels: ['a', 'b'] });

  const changes = change(state, (board) => {
    board.labels = ['x', ...board.labels, 'y'];
  });

  assert.deepEqual(outline(changes, 'labels'), [
    ['added', 3, 'Zz'],
    ['added', 4, 'a2'],
  ]);
});

test('an element that goes to another array is removed here and added there', () => {
  const state = boardState({ items: items(2) });

  const changes = change(state, (board) => board.archive.push(board.items.pop()!));

  assert.deepEqual(outline(changes, 'items'), [['removed', 2]]);
  assert.deepEqual(outline(changes, 'archive'), [['added', 1, 'a0']]);
});

test('what moves between lists inside two elements changes these two and no other', () => {
  const state = boardState({ items: items(4) });
  change(state, (board) => board.items.forEach((each) => (each.child = { label: each.id, parts: [] })));
  change(state, (board) => board.items[0]!.child!.parts.push({ label: 'part', parts: [] }));

  const changes = change(state, (board) => {
    const [first, , third] = board.items;
    third!.child!.parts.splice(0, 0, ...first!.child!.parts.splice(0, 1));
  });

  assert.deepEqual(changes.fields, {});
  assert.deepEqual(Object.keys(changes.collections), ['items']);
  assert.deepEqual(outline(changes, 'items'), [
    ['changed', 1],
    ['changed', 3],
  ]);
});

test('reordering a list inside an element changes this element alone', () => {
  const state = boardState({ items: items(3) });
  const parts = ['a', 'b', 'c'].map((label) => ({ label, parts: [] }));
  change(state, (board) => (board.items[1]!.child = { label: 'child', parts }));

  const changes = change(state, (board) => {
    const list = board.items[1]!.child!.parts;
    list.splice(2, 0, ...list.splice(0, 1));
  });

  assert.deepEqual(outline(changes, 'items'), [['changed', 2]]);
});

test('a key of a Map that is deleted and set again is moved to the end', () => {
  const state = boardState({
    counts: new Map([
      [1, { n: 1 }],
      [2, { n: 2 }],
    ]),
  });

  const changes = change(state, (board) => {
    board.counts.delete(1);
    board.counts.set(1, { n: 5 });
  });

  assert.deepEqual(outline(changes, 'counts'), [
    ['changed', '1'],
    ['moved', '1', 'a0', 'a2'],
  ]);
});

test('entries with object keys are identified by the canonical JSON of the key', () => {
  const state = boardState();

  const changes = change(state, (board) => board.grid.set({ y: 1, x: 2 }, [3]));

  assert.deepEqual(outline(changes, 'grid'), [['added', '{"x":2,"y":1}', 'a0']]);
});

test('an entry that is deleted and set again under the same key object is the same entry', () => {
  const state = boardState({
    grid: new Map([
      [{ x: 1, y: 1 }, [1]],
      [{ x: 2, y: 2 }, [2]],
    ]),
  });

  const changes = change(state, (board) => {
    const [key] = board.grid.keys();
    board.grid.delete(key!);
    board.grid.set(key!, [1]);
  });

  assert.deepEqual(outline(changes, 'grid'), [['moved', '{"x":1,"y":1}', 'a0', 'a2']]);
});

test('keys of arrays go on after the highest one there is, and are not used again', () => {
  const state = boardState({ labels: ['a', 'b', 'c'] });

  change(state, (board) => board.labels.pop());

  assert.deepEqual(
    outline(
      change(state, (board) => board.labels.push('d')),
      'labels',
    ),
    [['added', 4, 'a2']],
  );
});

test('an undone recording uses up no keys', () => {
  const state = boardState({ labels: ['a'] });
  const recording = record(state);
  (recording.self as Board).labels.push('b');
  recording.seal();
  recording.undo();

  assert.deepEqual(
    outline(
      change(state, (board) => board.labels.push('c')),
      'labels',
    ),
    [['added', 2, 'a1']],
  );
});

for (const [where, position] of [
  ['start', 1],
  ['middle', 300],
] as const) {
  test(`orders stay short when elements are inserted at one place near the ${where} again and again`, () => {
    const state = boardState({ labels: Array.from({ length: 600 }, (_value, index) => `${index}`) });
    let rows = 0;
    for (let round = 0; round < 2_000; round += 1) {
      rows += change(state, (board) => board.labels.splice(position, 0, `new ${round}`)).collections[
        'labels'
      ]!.length;
    }

    const orders = encodeState(state).collections['labels']!.map(({ order }) => order);
    assert.ok(Math.max(...orders.map(({ length }) => length)) <= 40);
    assert.deepEqual(orders, [...new Set(orders)].sort());
    assert.ok(rows < 3 * 2_000, `${rows} rows for 2,000 insertions`);
  });
}

test('the size of the state follows its changes', () => {
  const state = boardState();
  const before = state.bytes;

  change(state, (board) => board.labels.push('x'.repeat(1_000)));
  assert.ok(state.bytes > before + 1_000);

  change(state, (board) => board.labels.pop());
  assert.equal(state.bytes, before);
});
