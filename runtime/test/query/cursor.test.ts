import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@persist/contract';
import { createHash } from 'node:crypto';
import {
  nextRecordCursor,
  parseListParameters,
  planQuery,
  QueryError,
  type ListParameters,
} from '../../src/query/index.js';
import { notes } from './notes-model.js';

const note: JsonObject = {
  id: 'n-1',
  version: 3,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-02T00:00:00.000Z',
  title: 'Grüße, 😀',
  score: -1.5e-7,
  active: false,
  balance: '-9223372036854775808',
  city: null,
  colour: 'red',
  page: 2,
  odd__name: '',
  address: { floor: 0.1 },
};

function cursorOf(parameters: ListParameters, record = note): string {
  return nextRecordCursor(parseListParameters(notes, parameters), record);
}

function problemOf(parameters: ListParameters): string {
  try {
    parseListParameters(notes, parameters);
  } catch (error) {
    assert.ok(error instanceof QueryError, String(error));
    return error.errors.map(({ path, message }) => `${path} ${message}`).join(' ');
  }
  return assert.fail('nothing was refused');
}

test('a cursor holds the values that its record sorts by, of every type, missing ones as null', () => {
  const sort = '-title,score,active,balance,city,dueAt,createdAt,-address.floor';

  const { after, offset } = parseListParameters(notes, { sort, cursor: cursorOf({ sort }) });

  assert.deepEqual(after, [
    'Grüße, 😀',
    -1.5e-7,
    false,
    '-9223372036854775808',
    null,
    null,
    '2026-01-01T00:00:00.000Z',
    0.1,
    'n-1',
  ]);
  assert.equal(offset, 0);
});

test('a cursor needs no escaping in a URL', () => {
  for (const title of ['?&=+/ %', '\u{10ffff}', 'ÿþ', '']) {
    assert.match(cursorOf({ sort: 'title' }, { ...note, title }), /^[\w-]+$/);
  }
});

test('the filters of a cursor may come in another order, and the page may be of another size', () => {
  const cursor = cursorOf({ score__gte: '1', active: 'true', title__ne: ['a', 'b'] });

  const plan = parseListParameters(notes, { title__ne: ['b', 'a'], active: 'true', score__gte: '1.0', perPage: '7', cursor });

  assert.deepEqual(plan.after, ['2026-01-01T00:00:00.000Z', 'n-1']);
  assert.equal(plan.limit, 7);
});

test('a cursor of a URL goes on in process, and the other way round', () => {
  const cursor = cursorOf({ score__gte: '1', sort: '-score' });

  const plan = planQuery<{ score: number }>(notes, { where: { score: { gte: 1 } }, orderBy: { score: 'desc' }, cursor });

  assert.deepEqual(plan.after, [-1.5e-7, 'n-1']);
});

const another = 'cursor belongs to another filter or sort; repeat those it was given for, or begin again without it.';
const strangers: readonly ListParameters[] = [
  {},
  { score__gte: '2', sort: '-score' },
  { score__gt: '1', sort: '-score' },
  { score__gte: '1', active: 'true', sort: '-score' },
  { score__gte: '1' },
  { score__gte: '1', sort: 'score' },
  { score__gte: '1', sort: '-score,id' },
  { score__gte: '1', sort: '-score,title' },
];
for (const parameters of strangers) {
  test(`a cursor of ?score__gte=1&sort=-score is refused for ${JSON.stringify(parameters)}`, () => {
    const cursor = cursorOf({ score__gte: '1', sort: '-score' });

    assert.equal(problemOf({ ...parameters, cursor }), another);
  });
}

test('a cursor of another model is refused', () => {
  const plan = parseListParameters({ ...notes, name: 'others' }, {});

  assert.equal(problemOf({ cursor: nextRecordCursor(plan, note) }), another);
});

test('a cursor with a page is refused, whichever of the two is wrong', () => {
  const problem = 'cursor cannot be combined with page: it says itself where to go on.';

  assert.equal(problemOf({ page: '1', cursor: cursorOf({}) }), problem);
  assert.equal(problemOf({ page: '0', cursor: 'x' }), `page must be a positive integer. ${problem}`);
});

test('a cursor that was changed anywhere is refused', () => {
  const cursor = cursorOf({ sort: 'title' });
  const refused = 'cursor is none that this service gave; pass the nextCursor of an answer as it is.';

  for (let place = 0; place < cursor.length; place += 1) {
    const other = cursor[place] === 'A' ? 'B' : 'A';
    const changed = cursor.slice(0, place) + other + cursor.slice(place + 1);
    assert.equal(problemOf({ sort: 'title', cursor: changed }), refused, changed);
  }
  for (const changed of [`${cursor} `, `${cursor}=`, `${cursor}A`, cursor.slice(0, -1), 'x', '!', 'AAAAAAAAAAAAAAAA']) {
    assert.equal(problemOf({ sort: 'title', cursor: changed }), refused, changed);
  }
  assert.equal(problemOf({ sort: 'title', cursor: [cursor, cursor] }), refused);
});

test('what somebody seals by hand is checked like any other input', () => {
  const binding = (JSON.parse(Buffer.from(cursorOf({}), 'base64url').toString().slice(11)) as string[])[1]!;
  const problem = (content: string) => problemOf({ cursor: seal(content) });

  for (const content of ['', 'null', '{', '[]', '[1]', '[1,2,3]', '{"0":1}']) assert.match(problem(content), /none that/);
  assert.match(problem(JSON.stringify([2, binding, []])), /of another release/);
  assert.match(problem(JSON.stringify([1, 'x', []])), /another filter/);
  for (const values of [[], [null, 'n'], ['yesterday', 'n'], [0, 'n'], ['2026-01-01T00:00:00.000Z', {}]]) {
    assert.match(problem(JSON.stringify([1, binding, values])), /does not fit the fields/);
  }
});

function seal(content: string): string {
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 11);
  return Buffer.from(digest + content).toString('base64url');
}
