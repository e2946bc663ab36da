import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnType, FieldNode, JsonSchema } from '@persist/contract';
import { modelFor } from './scratch-app.js';

const bigint: JsonSchema = {
  type: 'string',
  pattern: '^(0|-?[1-9][0-9]{0,18})$',
  'x-persist-type': 'bigint',
};
const date: JsonSchema = { type: 'string', format: 'date-time', 'x-persist-type': 'date' };

test('a field takes its type from its initialiser, which is its default too', () => {
  const { fields } = modelFor(`
    @model export class Task {
      title = 'untitled';
      effort = -1.5;
      done = false;
      size = 10n;
      due = new Date('2026-01-01T00:00:00Z');
    }`);
  assert.deepEqual(fields, [
    { ...column('title', { type: 'string' }, 'text'), default: 'untitled' },
    { ...column('effort', { type: 'number' }, 'number'), default: -1.5 },
    { ...column('done', { type: 'boolean' }, 'boolean'), default: false },
    { ...column('size', bigint, 'bigint'), default: '10' },
    { ...column('due', date, 'timestamp'), default: '2026-01-01T00:00:00.000Z' },
  ]);
});

test('a nullable scalar stays a column, and null comes last', () => {
  const { fields } = modelFor(`
    @model export class Task {
      a: null | string = null;
      b: number | null = null;
      c: boolean | null = null;
      d: Date | null = null;
      e: bigint | null = null;
      f: 'low' | 'high' | null = null;
    }`);
  assert.deepEqual(
    fields.map(({ schema, storage }) => [schema, storage.kind]),
    [
      [{ type: ['string', 'null'] }, 'column'],
      [{ type: ['number', 'null'] }, 'column'],
      [{ type: ['boolean', 'null'] }, 'column'],
      [{ ...date, type: ['string', 'null'] }, 'column'],
      [{ ...bigint, type: ['string', 'null'] }, 'column'],
      [{ type: ['string', 'null'], enum: ['high', 'low', null] }, 'column'],
    ],
  );
});

test('an optional field may be absent; one that may also be null is JSON, because a column has one NULL', () => {
  const { fields } = modelFor(`
    @model export class Task {
      absent?: string;
      undefinable: string | undefined;
      both?: string | null;
    }`);
  assert.deepEqual(fields, [
    { ...column('absent', { type: 'string' }, 'text'), optional: true },
    { ...column('undefinable', { type: 'string' }, 'text'), optional: true },
    {
      ...column('both', { type: ['string', 'null'] }, 'text'),
      optional: true,
      storage: { kind: 'json', column: 'both' },
    },
  ]);
});

test('top-level arrays, Sets and Maps are collections', () => {
  const { fields } = modelFor(`
    @model export class Board {
      cards: string[] = [];
      frozen: readonly number[] = [1, 2];
      labels = new Set<string>();
      votes = new Map<string, number>();
      cells = new Map<number, Date>();
    }`);
  assert.deepEqual(
    fields.map(({ name, schema, storage, default: initial }) => ({ name, schema, storage, initial })),
    [
      {
        name: 'cards',
        schema: { type: 'array', items: { type: 'string' } },
        storage: { kind: 'collection', table: 'boards__cards', shape: 'array', element: { type: 'string' } },
        initial: [],
      },
      {
        name: 'frozen',
        schema: { type: 'array', items: { type: 'number' } },
        storage: { kind: 'collection', table: 'boards__frozen', shape: 'array', element: { type: 'number' } },
        initial: [1, 2],
      },
      {
        name: 'labels',
        schema: { type: 'array', items: { type: 'string' }, uniqueItems: true, 'x-persist-type': 'set' },
        storage: { kind: 'collection', table: 'boards__labels', shape: 'set', element: { type: 'string' } },
        initial: [],
      },
      {
        name: 'votes',
        schema: { type: 'object', additionalProperties: { type: 'number' }, 'x-persist-type': 'map' },
        storage: { kind: 'collection', table: 'boards__votes', shape: 'map', element: { type: 'number' } },
        initial: {},
      },
      {
        name: 'cells',
        schema: {
          type: 'array',
          items: {
            type: 'array',
            prefixItems: [{ type: 'number' }, date],
            items: false,
            minItems: 2,
            maxItems: 2,
          },
          'x-persist-type': 'map',
        },
        storage: {
          kind: 'collection',
          table: 'boards__cells',
          shape: 'entries',
          element: date,
          key: { type: 'number' },
        },
        initial: [],
      },
    ],
  );
});

test('objects, tuples, mixed unions and collections that may be missing are JSON', () => {
  const { fields } = modelFor(`
    @model export class Board {
      size: { width: number } = { width: 3 };
      pair: [string, number?] = ['a'];
      mixed: string | number = 1;
      notes?: string[];
      tags: Set<string> | null = null;
      counts: Record<string, number> = {};
    }`);
  assert.deepEqual(
    fields.map(({ name, storage }) => [name, storage]),
    [
      ['size', { kind: 'json', column: 'size' }],
      ['pair', { kind: 'json', column: 'pair' }],
      ['mixed', { kind: 'json', column: 'mixed' }],
      ['notes', { kind: 'json', column: 'notes' }],
      ['tags', { kind: 'json', column: 'tags' }],
      ['counts', { kind: 'json', column: 'counts' }],
    ],
  );
});

test('literals and enums are scalars: of strings text, of numbers numbers', () => {
  const { fields } = modelFor(`
    export enum Level { Low, High = 10 }
    export enum Mood { Good = 'good', Bad = 'bad' }
    @model export class Game {
      state: 'open' | 'closed' = 'open';
      level = Level.Low;
      mood: Mood = Mood.Bad;
      readonly kind = 'game';
      sides: 6 | 4 = 6;
      code: \`g-\${number}\` = 'g-1';
    }`);
  assert.deepEqual(
    fields.map(({ schema, storage, default: initial }) => [
      schema,
      'type' in storage && storage.type,
      initial,
    ]),
    [
      [{ type: 'string', enum: ['closed', 'open'] }, 'text', 'open'],
      [{ type: 'number', enum: [0, 10] }, 'number', 0],
      [{ type: 'string', enum: ['bad', 'good'] }, 'text', 'bad'],
      [{ type: 'string', const: 'game' }, 'text', 'game'],
      [{ type: 'number', enum: [4, 6] }, 'number', 6],
      [{ type: 'string', pattern: '^g--?[0-9]+(\\.[0-9]+)?(e[+-]?[0-9]+)?$' }, 'text', 'g-1'],
    ],
  );
});

test('private and protected fields are stored and never shown; readonly is kept', () => {
  const { fields } = modelFor(`
    @model export class Vault {
      private secret = 's';
      protected hint = 'h';
      readonly label = 'l' as string;
      static instances = 0;
      open() { return this.secret + this.hint; }
    }`);
  assert.deepEqual(fields, [
    { ...column('secret', { type: 'string' }, 'text'), default: 's', visibility: 'private' },
    { ...column('hint', { type: 'string' }, 'text'), default: 'h', visibility: 'private' },
    { ...column('label', { type: 'string' }, 'text'), default: 'l', readonly: true },
  ]);
});

test('a parameter property is a field as well as a parameter of create', () => {
  const { fields, create } = modelFor(`
    @model export class Room {
      constructor(readonly name: string, private seats = 4, public note?: string) {}
      count() { return this.seats; }
    }`);
  assert.deepEqual(fields, [
    { ...column('name', { type: 'string' }, 'text'), readonly: true },
    { ...column('seats', { type: 'number' }, 'number'), default: 4, visibility: 'private' },
    { ...column('note', { type: 'string' }, 'text'), optional: true },
  ]);
  assert.deepEqual(create.input.schema, {
    type: 'object',
    properties: { name: { type: 'string' }, seats: { type: 'number', default: 4 }, note: { type: 'string' } },
    required: ['name'],
    additionalProperties: false,
  });
});

test('Json stands for any JSON value, also beside null and undefined', () => {
  const { fields } = modelFor(`
    @model export class Draft {
      a: Json = null;
      b?: Json;
      c: Json | null = null;
      d: Json[] = [];
      e: { [key: string]: Json } = {};
    }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [
      {},
      {},
      {},
      { type: 'array', items: {} },
      { type: 'object', properties: {}, required: [], additionalProperties: {} },
    ],
  );
});

test('only what is a literal is a default', () => {
  const { fields } = modelFor(`
    const start = 5;
    @model export class Task {
      fixed: { tags: (string | null)[]; nested: { on: boolean; off?: string } } = { tags: ['a', null], nested: { on: true, off: undefined } };
      computed = start + 1;
      referred = start;
      typed = 'x' as string;
      list = new Set(['a', 'b']);
      map = new Map([['a', 1]]);
      pairs = new Map([[1, 'a']]);
      none?: string;
    }`);
  assert.deepEqual(
    fields.map((field) => [field.name, field.default]),
    [
      ['fixed', { tags: ['a', null], nested: { on: true } }],
      ['computed', undefined],
      ['referred', undefined],
      ['typed', 'x'],
      ['list', ['a', 'b']],
      ['map', { a: 1 }],
      ['pairs', [[1, 'a']]],
      ['none', undefined],
    ],
  );
});

test('columns are snake_case', () => {
  const { fields } = modelFor('@model export class User { firstName = ""; homeURL = ""; line2 = ""; }');
  assert.deepEqual(
    fields.map(({ storage }) => 'column' in storage && storage.column),
    ['first_name', 'home_url', 'line2'],
  );
});

function column(name: string, schema: FieldNode['schema'], type: ColumnType): FieldNode {
  return {
    kind: 'field',
    name,
    visibility: 'public',
    readonly: false,
    optional: false,
    schema,
    storage: { kind: 'column', column: name, type },
  };
}
