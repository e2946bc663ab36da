import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileContract } from '../../src/compile-contract.js';
import { modelFor, scratchApp } from './scratch-app.js';

test('members come in an order of their own, and boolean is no union', () => {
  const { fields } = modelFor(`
    @model export class Cell {
      a: string | number | boolean = '';
      b: boolean | 'auto' = 'auto';
      c: 'b' | 2 | 'a' | 1 = 1;
      d: string[] | { x: string } | null = null;
      e: true | string = true;
      f: 2n | 1n = 1n;
    }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [
      { anyOf: [{ type: 'boolean' }, { type: 'number' }, { type: 'string' }] },
      { anyOf: [{ type: 'boolean' }, { type: 'string', const: 'auto' }] },
      {
        anyOf: [
          { type: 'number', enum: [1, 2] },
          { type: 'string', enum: ['a', 'b'] },
        ],
      },
      {
        anyOf: [
          { type: 'array', items: { type: 'string' } },
          {
            type: 'object',
            properties: { x: { type: 'string' } },
            required: ['x'],
            additionalProperties: false,
          },
          { type: 'null' },
        ],
      },
      { anyOf: [{ type: 'boolean', const: true }, { type: 'string' }] },
      { type: 'string', pattern: '^(0|-?[1-9][0-9]{0,18})$', 'x-persist-type': 'bigint', enum: ['1', '2'] },
    ],
  );
});

test('the order does not depend on which file TypeScript reads first', (t) => {
  const model = (types: string): string => `
    import { model } from '@persist/runtime';
    ${types}
    @model export class Cell { state: 'open' | 'closed' | Extra = 'open'; shape: Round | Square = { r: 1 }; }`;
  const before = "import type { Extra, Round, Square } from './a-types.js';";
  const after = "import type { Extra, Round, Square } from './z-types.js';";
  const types =
    "export type Extra = 'zzz' | 'aaa' | 'closed'; export interface Square { side: number } export interface Round { r: number }";
  const schemas = [
    compileContract({ root: scratchApp(t, { 'src/a-types.ts': types, 'src/model.ts': model(before) }) }),
    compileContract({ root: scratchApp(t, { 'src/z-types.ts': types, 'src/model.ts': model(after) }) }),
  ].map(({ contract }) => contract?.models[0]?.fields.map(({ schema }) => schema));
  assert.deepEqual(schemas[0], [
    { type: 'string', enum: ['aaa', 'closed', 'open', 'zzz'] },
    { anyOf: [{ $ref: '#/$defs/Round' }, { $ref: '#/$defs/Square' }] },
  ]);
  assert.deepEqual(schemas[1], schemas[0]);
});

test('of two types of one name the first file has it, whichever TypeScript reads first', (t) => {
  const item = (property: string): string => `export interface Item { ${property}: string }`;
  const root = scratchApp(t, {
    'src/a.ts': item('fromA'),
    'src/b.ts': item('fromB'),
    'src/model.ts': `import type { Item as B } from './b.js';
      import { model } from '@persist/runtime';
      import type { Item as A } from './a.js';
      @model export class Cell { either: B | A = { fromA: '' }; }`,
  });
  const { $defs = {} } = compileContract({ root }).contract?.models[0] ?? {};
  assert.deepEqual(
    Object.entries($defs).map(([name, schema]) => [name, Object.keys(schema.properties ?? {})]),
    [
      ['Item', ['fromA']],
      ['Item2', ['fromB']],
    ],
  );
});

test('enums whose members share a value list it once', () => {
  const { fields } = modelFor(
    'enum Level { Low = 1, Least = 1, High = 2 } @model export class Cell { level = Level.Low; }',
  );
  assert.deepEqual(fields[0]?.schema, { type: 'number', enum: [1, 2] });
});

test('a nullable object is itself or null', () => {
  const { fields } = modelFor('interface A { a: string } @model export class Cell { a: A | null = null; }');
  assert.deepEqual(fields[0]?.schema, { anyOf: [{ $ref: '#/$defs/A' }, { type: 'null' }] });
});

test('objects with encoded values may be told apart by a literal, or by what one requires', () => {
  const { fields } = modelFor(`
    type Tagged = { kind: 'at'; at: Date } | { kind: 'text'; at: string };
    type Shaped = { on: Date } | { off: string };
    @model export class Cell { a: Tagged = { kind: 'text', at: '' }; b: Shaped = { off: '' }; c: string[] | Date = []; }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema.anyOf?.length),
    [2, 2, 2],
  );
});

test('members that look alike in JSON are fine as long as they are plain JSON in memory too', () => {
  const { fields } = modelFor(`
    interface A { name: string }
    interface B { name: string; age?: number }
    @model export class Cell { a: A | B = { name: '' }; b: string[] | number[] = []; }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema.anyOf?.length),
    [2, 2],
  );
});
