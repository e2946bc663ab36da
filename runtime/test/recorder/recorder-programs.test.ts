import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cases } from '../../../test/effort/effort.js';
import { adopt, encodeState, hydrate, record, type LiveState } from '../../src/engine/recorder/index.js';
import { applyChangeSet } from '../../src/store/apply-change-set.js';
import type { ChangeSet } from '../../src/store/change-set.js';
import { revertChangeSet } from '../../src/store/revert-change-set.js';
import type { StoredAggregate } from '../../src/store/store.js';
import { Board, boardModel, boardPlan, boardState, item, plainBoard } from './board.js';
import { memoryImage, sameImage } from './memory-image.js';
import { program, run, type Program } from './programs.js';

const settings = cases({ ci: 800, soak: 30_000 });

test('a program leaves the same state and returns the same values as on a plain copy', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(program, { minLength: 1, maxLength: 4 }), async (programs) => {
      const state = filledState();
      for (const [index, each] of programs.entries()) await compareWithPlain(state, each, index * 100);
    }),
    settings,
  );
});

test('recordings in a pipeline are undone newest first, to the exact memory before each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(program, { minLength: 1, maxLength: 5 }), async (programs) => {
      const state = filledState();
      const undos: (() => void)[] = [];
      for (const each of programs) {
        const before = snapshot(state);
        const recording = record(state);
        const { failed } = await run(recording.self as Board, each, { isRecorded: true });
        if (failed || attempt(() => recording.seal()).error !== undefined) {
          recording.undo();
          assertSnapshot(state, before);
        } else {
          undos.push(() => {
            recording.undo();
            assertSnapshot(state, before);
          });
        }
      }
      for (const undo of undos.reverse()) undo();
    }),
    settings,
  );
});

/** Runs a program on the state and on a plain copy of it, and compares everything there is to compare. */
async function compareWithPlain(state: LiveState, each: Program, offset: number): Promise<void> {
  const before = stored(state);
  const image = snapshot(state);
  const plain = plainBoard(before);

  const recording = record(state);
  const actual = await run(recording.self as Board, each, { isRecorded: true, offset });
  const expected = await run(plain, each, { offset });
  assert.deepEqual(actual.trace, expected.trace);

  const adopted = attempt(() => adopt(boardPlan, plain));
  const sealed = attempt(() => (actual.failed ? undefined : recording.seal()));
  if (actual.failed || adopted.error !== undefined) {
    // Where there are two reasons, either may come first.
    if (!actual.failed)
      assert.match(sealed.error?.name ?? 'sealed', /^(Alias|Encoding)Error$/, adopted.error?.stack);
    recording.undo();
    assertSnapshot(state, image);
  } else {
    assert.equal(sealed.error, undefined, sealed.error?.stack);
    assert.deepEqual(
      contentOf(stored(state)),
      contentOf({ ...before, ...encodeState(adopted.value!.state) }),
    );
    assertChangeSet(before, stored(state), sealed.value!);
    assertConsistent(state);
    poison(actual.held);
  }
  assert.deepEqual(
    contentOf(stored(state)),
    contentOf(stored(hydrate(boardPlan, Board.prototype, encodeState(state)))),
  );
}

/** Applying the change set to what was stored gives what is to be stored; taking it back gives what was. */
function assertChangeSet(before: StoredAggregate, after: StoredAggregate, changes: ChangeSet): void {
  const change = { id: before.id, version: before.version, at: before.updatedAt, changes };
  assert.deepEqual(applyChangeSet(before, change, boardModel), after);
  const previous = { version: before.version, at: before.updatedAt };
  assert.deepEqual(revertChangeSet(after, { ...change, previous }, boardModel), before);
}

/** Whatever a recording kept up to date is what a reload would compute. */
function assertConsistent(state: LiveState): void {
  const reloaded = hydrate(boardPlan, Board.prototype, encodeState(state));
  assert.equal(state.bytes, reloaded.bytes);
  for (const [name, elements] of Object.entries(encodeState(state).collections)) {
    const orders = elements.map(({ order }) => order);
    assert.deepEqual(orders, [...new Set(orders)].sort(), `${name} is in order`);
    assert.equal(new Set(elements.map(({ key }) => key)).size, elements.length, `${name} has distinct keys`);
  }
}

/** References that the program kept must not reach the state any more. */
function poison(held: readonly unknown[]): void {
  for (const value of held) {
    try {
      Object.assign(value as object, { n: -1, poisoned: true });
    } catch (error) {
      assert.match((error as Error).message, /^An object of Board was used after|Cannot convert undefined/);
    }
  }
}

function filledState(): LiveState {
  return boardState({
    items: [
      item('a', { n: 1, tags: ['x', 'y'], child: { label: 'a', parts: [] } }),
      item('b', { n: 2, note: 'second', meta: new Map([['m1', 1]]) }),
      item('c', { n: 3, members: new Set(['u1', 'u2']) }),
      item('d', { n: 4, child: { label: 'd', parts: [{ label: 'p', parts: [] }] } }),
    ],
    // Long enough for searches that only look at elements to be given the elements themselves.
    archive: Array.from({ length: 18 }, (_value, n) => item(`e${n}`, { n: n % 7 })),
    labels: ['l1', 'l2', 'l1', 'l3'],
    marks: new Set(['m1', 'm2', 'm3']),
    chosen: new Set([item('g', { n: 2 }), item('h')]),
    byName: new Map([
      ['name-1', item('i', { n: 1 })],
      ['name-2', item('j')],
      ['name-0', item('k')],
    ]),
    counts: new Map([
      [3, { n: 1 }],
      [1, { n: 2 }],
    ]),
    grid: new Map([
      [{ x: 0, y: 1 }, [1]],
      [{ x: 2, y: 0 }, []],
    ]),
    settings: {
      theme: 'dark',
      tags: ['s'],
      limits: { k1: 1, k0: 2, k3: 3 },
      owner: item('l'),
      matrix: [[3], [1, 2]],
      index: new Map([['i1', item('m')]]),
      flags: new Set(['f1']),
    },
  });
}

function stored(state: LiveState): StoredAggregate {
  return { id: 'id', version: 1, createdAt: '', updatedAt: '', ...encodeState(state) };
}

/** Without keys and orders, which a plain object has not. */
function contentOf({ fields, collections }: Pick<StoredAggregate, 'fields' | 'collections'>) {
  const keyed = new Set(['byName', 'counts', 'grid']);
  const values = Object.entries(collections).map(([name, elements]) => [
    name,
    elements.map(({ key, value }) => (keyed.has(name) ? [key, value] : value)),
  ]);
  return JSON.stringify([fields, values], null, 1);
}

function snapshot(state: LiveState) {
  return {
    image: memoryImage(state.instance),
    slots: memoryImage(state.collections),
    text: JSON.stringify(encodeState(state)),
    bytes: state.bytes,
  };
}

function assertSnapshot(state: LiveState, before: ReturnType<typeof snapshot>): void {
  const after = snapshot(state);
  assert.equal(after.text, before.text);
  assert.ok(sameImage(after.image, before.image), 'every object is the one it was');
  assert.ok(sameImage(after.slots, before.slots), 'every slot is the one it was');
  assert.equal(after.bytes, before.bytes);
}

function attempt<T>(action: () => T): { readonly value?: T; readonly error?: Error } {
  try {
    return { value: action() };
  } catch (error) {
    return { error: error as Error };
  }
}
