import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { propertiesRead } from '../../src/engine/recorder/pure-callback.js';
import { record } from '../../src/engine/recorder/index.js';
import { boardState, item, type Board } from './board.js';

// Text instead of functions: what counts is how the code is written, and a formatter must not change that.
const readers: readonly (readonly [text: string, properties: readonly string[]])[] = [
  ['a=>a.id===id', ['id']],
  ['(account) => account.id === input.accountId && !account.closed', ['id', 'closed']],
  ['({ id }) => id === input.id', ['id']],
  ['({ n, done }) => done || n > 3', ['n', 'done']],
  ['a => (a.n < 5 && a.name !== "x") || 1.5 <= a.n', ['n', 'name']],
  ['a => a?.name.length > 3', ['name']],
  ['a => limit > 3', []],
];

for (const [text, properties] of readers) {
  test(`the callback ${text} only reads properties`, () => {
    assert.deepEqual(propertiesRead(compile(text)), properties);
  });
}

const others: readonly string[] = [
  'a => a',
  'a => a === wanted',
  'a => wanted !== a',
  '(a) => !a',
  'a => a.id = 5',
  'a => a.n++',
  'a => delete a.id',
  'a => a.isOpen()',
  'a => check(a)',
  'a => check(a.id)',
  'a => ({ ...a })',
  'a => [a.id]',
  'a => a["id"]',
  'a => typeof a.id === "string"',
  'a => a.id in ids',
  'a => a.id ? a : b',
  'a => { return a.id === id }',
  'function (a) { return a.id }',
  '(a, b) => a.id === b',
  'async a => a.id',
  'a => `${a}`',
  'a => a.id /* a */ === id',
  '(a = b) => a.id',
  '({ ...rest }) => rest.id',
  '({ id: other }) => other',
  'a => b => a.id',
  'a => /x/.y',
];

for (const text of others) {
  test(`the callback ${text} may do more than read properties`, () => {
    assert.equal(propertiesRead(compile(text)), undefined);
  });
}

test('searching with a callback that only reads hands out the same objects as any other search', () => {
  const state = boardState({
    items: Array.from({ length: 40 }, (_value, n) => item(`i${n}`, { n: n % 20 })),
  });
  const recording = record(state);
  const { items } = recording.self as Board;
  const wanted = 7;

  const found = items.find(({ n }) => n === wanted)!;
  assert.equal(found, items[7]);
  assert.equal(
    items.findLast((each) => each.n === wanted),
    items[27],
  );
  assert.deepEqual(
    items.filter((each) => each.n === wanted).map((each) => items.indexOf(each)),
    [7, 27],
  );
  assert.equal(
    items.findIndex((each) => each.n === wanted),
    7,
  );
  assert.equal(
    items.findLastIndex((each) => each.n === wanted),
    27,
  );
  assert.deepEqual([items.some(({ n }) => n > 18), items.every(({ n }) => n > 18)], [true, false]);
  assert.deepEqual(items.map(({ id }) => id).slice(0, 2), ['i0', 'i1']);

  found.n = 100;
  assert.equal(recording.seal().collections['items']?.length, 1);
});

test('searching by an object inside the elements compares the objects a command sees', () => {
  const state = boardState({
    items: Array.from({ length: 40 }, (_value, n) => item(`i${n}`, { child: { label: 'c', parts: [] } })),
  });
  const { items } = record(state).self as Board;
  const wanted = items[30]!.child;

  assert.equal(
    items.find((each) => each.child === wanted),
    items[30],
  );
  assert.equal(
    items.findIndex((each) => each.constructor === Object),
    0,
  );
});

function compile(text: string): unknown {
  return runInThisContext(`(${text})`);
}
