import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '@persist/contract';
import { parseListParameters, QueryError, type ListParameters } from '../../src/query/index.js';
import { notes } from './notes-model.js';

const usable =
  'use id, version, createdAt, updatedAt, title, score, active, dueAt, balance, city, colour, page, odd__name, address.floor.';

test('no parameters ask for the first twenty by creation', () => {
  assert.deepEqual(parseListParameters(notes, {}), {
    model: 'notes',
    where: [],
    orderBy: [
      { field: 'createdAt', direction: 'asc' },
      { field: 'id', direction: 'asc' },
    ],
    limit: 20,
    offset: 0,
  });
});

test('page and perPage cut the list', () => {
  const { limit, offset } = parseListParameters(notes, { page: '3', perPage: '50' });

  assert.deepEqual([limit, offset], [50, 100]);
});

test('sort names fields, downwards with a minus, and ends with the id in the last direction', () => {
  assert.deepEqual(parseListParameters(notes, { sort: 'title,-score' }).orderBy, [
    { field: 'title', direction: 'asc' },
    { field: 'score', direction: 'desc' },
    { field: 'id', direction: 'desc' },
  ]);
});

test('a sort by id is total already', () => {
  assert.deepEqual(parseListParameters(notes, { sort: '-id,title' }).orderBy, [
    { field: 'id', direction: 'desc' },
  ]);
});

const accepted: readonly [name: string, text: string, field: string, operator: string, value: Json][] = [
  ['title', 'Ann', 'title', 'eq', 'Ann'],
  ['title', '', 'title', 'eq', ''],
  ['title__ne', '5', 'title', 'ne', '5'],
  ['title__contains', 'a,b', 'title', 'contains', 'a,b'],
  ['title__startsWith', 'A', 'title', 'startsWith', 'A'],
  ['title__in', 'a,b', 'title', 'in', ['a', 'b']],
  ['title__in', 'a\\,b,c\\\\,\\d', 'title', 'in', ['a,b', 'c\\', '\\d']],
  ['title__in', '', 'title', 'in', ['']],
  ['score', '-1.5e3', 'score', 'eq', -1500],
  ['score__gte', '0', 'score', 'gte', 0],
  ['score__in', '1,2', 'score', 'in', [1, 2]],
  ['active', 'true', 'active', 'eq', true],
  ['active__ne', 'false', 'active', 'ne', false],
  ['dueAt__lt', '2026-01-31T12:00:00Z', 'dueAt', 'lt', '2026-01-31T12:00:00.000Z'],
  ['dueAt', '2026-01-31t12:00:00.5+02:00', 'dueAt', 'eq', '2026-01-31T10:00:00.500Z'],
  ['dueAt', '2024-02-29T00:00:00.123456Z', 'dueAt', 'eq', '2024-02-29T00:00:00.123Z'],
  ['dueAt__isNull', 'true', 'dueAt', 'isNull', true],
  ['city__isNull', 'false', 'city', 'isNull', false],
  ['balance__gt', '9223372036854775807', 'balance', 'gt', '9223372036854775807'],
  ['balance', '-007', 'balance', 'eq', '-7'],
  ['colour', 'red', 'colour', 'eq', 'red'],
  ['colour__startsWith', 'r', 'colour', 'startsWith', 'r'],
  ['page__eq', '2', 'page', 'eq', 2],
  ['odd__name', 'x', 'odd__name', 'eq', 'x'],
  ['odd__name__ne', 'x', 'odd__name', 'ne', 'x'],
  ['address.floor__lte', '3', 'address.floor', 'lte', 3],
  ['id__in', 'a,b', 'id', 'in', ['a', 'b']],
  ['version', '3', 'version', 'eq', 3],
  ['createdAt__gte', '2026-01-01T00:00:00Z', 'createdAt', 'gte', '2026-01-01T00:00:00.000Z'],
];
for (const [name, text, field, operator, value] of accepted) {
  test(`${name}=${text} filters ${field} by ${operator}`, () => {
    assert.deepEqual(parseListParameters(notes, { [name]: text }).where, [{ field, operator, value }]);
  });
}

test('a parameter given several times must hold every time', () => {
  assert.deepEqual(parseListParameters(notes, { title__ne: ['a', 'b'] }).where, [
    { field: 'title', operator: 'ne', value: 'a' },
    { field: 'title', operator: 'ne', value: 'b' },
  ]);
});

const time = 'must be a time such as 2026-01-31T12:00:00Z (in a URL, write the + of an offset as %2B).';
const refused: readonly [name: string, text: string, message: string][] = [
  ['nothing', '1', `is no field to filter by; ${usable}`],
  ['secret', 'x', `is no field to filter by; ${usable}`],
  ['hidden.code', 'x', `is no field to filter by; ${usable}`],
  ['lines', 'x', `is a collection, not a single value; ${usable}`],
  ['lines__contains', 'x', `is a collection, not a single value; ${usable}`],
  ['address', 'x', `is not a single value; ${usable}`],
  ['address.zip', 'x', `is not indexed; ${usable}`],
  ['nothing__gte', '1', `is no field to filter by; ${usable}`],
  ['odd__nme', '1', `is no field to filter by; ${usable}`],
  ['__gte', '1', `is no field to filter by; ${usable}`],
  ['__proto__', 'x', `is no field to filter by; ${usable}`],
  ['constructor', 'x', `is no field to filter by; ${usable}`],
  [
    'title__like',
    'x',
    'asks for like; the operators here are eq, ne, gt, gte, lt, lte, in, contains, startsWith.',
  ],
  [
    'title__isNull',
    'true',
    'asks for isNull; the operators here are eq, ne, gt, gte, lt, lte, in, contains, startsWith.',
  ],
  ['score__contains', '1', 'asks for contains; the operators here are eq, ne, gt, gte, lt, lte, in.'],
  ['active__gt', 'true', 'asks for gt; the operators here are eq, ne, in.'],
  ['score', '', 'must be a number.'],
  ['score', '0x10', 'must be a number.'],
  ['score', 'Infinity', 'must be a number.'],
  ['score', '1e999', 'must be a number.'],
  ['score__in', '1,x', 'must be a number.'],
  ['active', '1', 'must be true or false.'],
  ['dueAt', '2026-02-30T00:00:00Z', time],
  ['dueAt', '9999-12-31T23:59:59-14:00', time],
  ['dueAt', '2026-13-01T00:00:00Z', time],
  ['dueAt', '2026-01-01', time],
  ['dueAt', '2026-01-01T00:00:00 02:00', time],
  ['dueAt__isNull', 'yes', 'must be true or false.'],
  ['balance', '9223372036854775808', 'must be an integer of at most 64 bits.'],
  ['balance', '1.5', 'must be an integer of at most 64 bits.'],
  ['colour', 'blue', 'must be one of "red", "green".'],
  ['colour__in', 'red,blue', 'must be one of "red", "green".'],
  ['page', '0', 'must be a positive integer.'],
  ['page', '1.5', 'must be a positive integer.'],
  ['page', 'x', 'must be a positive integer.'],
  ['page', '9007199254740991', 'must be a positive integer.'],
  ['perPage', '101', 'must be an integer from 1 to 100.'],
  ['perPage', '0', 'must be an integer from 1 to 100.'],
  ['sort', 'nothing', `names nothing, which is no field to sort by; ${usable}`],
  ['sort', '', `has an empty name; ${usable}`],
  ['sort', 'lines', `names lines, which is a collection, not a single value; ${usable}`],
  ['sort', '-secret', `names secret, which is no field to sort by; ${usable}`],
  ['sort', 'title,score,-title', 'names title more than once.'],
  ['cursor', 'abc', 'is none that this service gave; pass the nextCursor of an answer as it is.'],
  ['cursor', '', 'is none that this service gave; pass the nextCursor of an answer as it is.'],
];
for (const [name, text, message] of refused) {
  test(`${name}=${text} is refused with what would be right`, () => {
    assert.deepEqual(problemsOf(Object.fromEntries([[name, text]])), [{ path: name, message }]);
  });
}

test('a list of more than a thousand values is refused', () => {
  const values = Array.from({ length: 1001 }, () => 'x').join(',');

  assert.deepEqual(problemsOf({ title__in: values }), [
    { path: 'title__in', message: 'must have at most 1000 values.' },
  ]);
});

test('more than a hundred filters are refused', () => {
  const values = Array.from({ length: 101 }, () => 'x');

  assert.deepEqual(problemsOf({ title__ne: values }), [
    { path: 'title__ne', message: 'is one filter too many; at most 100.' },
  ]);
});

test('everything that is wrong is told at once', () => {
  assert.deepEqual(
    problemsOf({ page: ['1', '2'], score: 'x', nothing: '1', sort: 'title,wrong' }).map(({ path }) => path),
    ['page', 'score', 'nothing', 'sort'],
  );
});

function problemsOf(parameters: ListParameters): QueryError['errors'] {
  try {
    parseListParameters(notes, parameters);
  } catch (error) {
    assert.ok(error instanceof QueryError, String(error));
    return error.errors;
  }
  return assert.fail('nothing was refused');
}
