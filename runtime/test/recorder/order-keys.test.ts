import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeState, record, type LiveState } from '../../src/engine/recorder/index.js';
import { applyChangeSet } from '../../src/store/apply-change-set.js';
import { revertChangeSet } from '../../src/store/revert-change-set.js';
import { boardModel, boardState, type Board } from './board.js';

const WRITES = 400;

type Insert = (board: Board, label: string) => void;

/** Always right behind the first element, in every way there is. */
const inserts: Readonly<Record<string, Insert>> = {
  'by splice': ({ labels }, label) => labels.splice(1, 0, label),
  'by a new array': (board, label) => {
    board.labels = [board.labels[0]!, label, ...board.labels.slice(1)];
  },
  'by sorting': ({ labels }, label) => {
    labels.push(label);
    labels.sort();
  },
  'by a new Set': (board, label) => {
    const [first, ...others] = board.marks;
    board.marks = new Set([first!, label, ...others]);
  },
  'by a new Map': (board, label) => {
    const [first, ...others] = board.counts;
    board.counts = new Map([first!, [Number(label.slice(1)), { n: 1 }], ...others]);
  },
};

for (const [how, insert] of Object.entries(inserts)) {
  test(`orders stay short when everything is put in one place, command by command, ${how}`, () => {
    const state = narrowBoard();

    for (let n = WRITES; n > 0; n -= 1) {
      const before = stored(state);
      const recording = record(state);
      insert(recording.self as Board, label(n));
      const changes = recording.seal();

      const change = { id: 'id', version: 1, at: '', changes };
      assert.deepEqual(applyChangeSet(before, change, boardModel), stored(state));
      const previous = { version: 1, at: '' };
      assert.deepEqual(revertChangeSet(stored(state), { ...change, previous }, boardModel), before);
    }

    assert.ok(longestOrder(state) <= 40, `the longest order has ${longestOrder(state)} characters`);
  });

  test(`orders stay short when everything is put in one place by one command, ${how}`, () => {
    const state = narrowBoard();
    const before = stored(state);

    const recording = record(state);
    for (let n = WRITES; n > 0; n -= 1) insert(recording.self as Board, label(n));
    const changes = recording.seal();

    assert.ok(longestOrder(state) <= 40, `the longest order has ${longestOrder(state)} characters`);
    const change = { id: 'id', version: 1, at: '', changes };
    assert.deepEqual(applyChangeSet(before, change, boardModel), stored(state));
    recording.undo();
    assert.deepEqual(stored(state), before);
  });
}

test('making room writes few elements at a time, though many are crowded', () => {
  const state = narrowBoard();
  let written = 0;

  for (let n = 2_000; n > 0; n -= 1) {
    const recording = record(state);
    insertsBySplice(recording.self as Board, label(n));
    written += recording.seal().collections['labels']!.length;
  }

  assert.ok(written < 3 * 2_000, `${written} elements were written for 2000 that were added`);
});

test('a comparison that changes the array it sorts is refused, and nothing is left of it', () => {
  for (const change of [
    (labels: string[]) => labels.pop(),
    (labels: string[]) => labels.push('more'),
    (labels: string[]) => (labels[0] = 'another'),
  ]) {
    const state = boardState({ labels: ['c', 'a', 'b'] });
    const before = stored(state);
    const recording = record(state);
    const { labels } = recording.self as Board;

    assert.throws(
      () =>
        labels.sort((one, other) => {
          change(labels);
          return one < other ? -1 : 1;
        }),
      { name: 'TypeError', message: /^The comparison function changed the array it was called to sort; / },
    );
    recording.undo();

    assert.deepEqual(stored(state), before);
    assert.deepEqual((state.instance as Board).labels, ['c', 'a', 'b']);
  }
});

const insertsBySplice = inserts['by splice']!;

/** Something in front of the place and something behind it. */
function narrowBoard(): LiveState {
  return boardState({
    labels: ['a', 'z'],
    marks: new Set(['a', 'z']),
    counts: new Map([
      [-1, { n: 0 }],
      [-2, { n: 0 }],
    ]),
  });
}

function label(n: number): string {
  return `m${String(n).padStart(6, '0')}`;
}

function longestOrder(state: LiveState): number {
  return Math.max(...Object.values(encodeState(state).collections).flat().map(({ order }) => order.length));
}

function stored(state: LiveState) {
  return { id: 'id', version: 1, createdAt: '', updatedAt: '', ...encodeState(state) };
}
