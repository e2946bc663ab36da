import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileContract } from '../../src/compile-contract.js';
import { contractFor, modelFor, scratchApp } from './scratch-app.js';

const errors = `
    @apiError export class A extends Error {}
    @apiError export class B extends Error {}
    @apiError export class C extends Error {}
    class Plain extends Error {}`;

test('an error has its status, code and public fields', () => {
  const contract = contractFor(`
    interface Line { at: number }
    /** Not enough there. */
    @apiError({ status: 409, code: 'no_stock' })
    export class OutOfStock extends Error {
      override readonly name = 'OutOfStock';
      hint?: string;
      private secret = 1;
      constructor(readonly item: string, readonly lines: Line[], public left: number | null, count: number) { super(item + count); }
      describe() { return this.item + this.secret; }
      get short() { return this.item; }
    }
    @apiError class TooLate extends Error {}`);
  assert.deepEqual(contract.errors, [
    {
      kind: 'error',
      name: 'OutOfStock',
      status: 409,
      code: 'no_stock',
      description: 'Not enough there.',
      fields: [
        { kind: 'parameter', name: 'hint', optional: true, schema: { type: 'string' } },
        { kind: 'parameter', name: 'item', optional: false, schema: { type: 'string' } },
        {
          kind: 'parameter',
          name: 'lines',
          optional: false,
          schema: { type: 'array', items: { $ref: '#/$defs/Line' } },
        },
        { kind: 'parameter', name: 'left', optional: false, schema: { type: ['number', 'null'] } },
      ],
      $defs: {
        Line: {
          type: 'object',
          properties: { at: { type: 'number' } },
          required: ['at'],
          additionalProperties: false,
        },
      },
    },
    { kind: 'error', name: 'TooLate', status: 422, code: 'too_late', fields: [], $defs: {} },
  ]);
});

test('a class that extends a domain error is one, with the fields of both', () => {
  const contract = contractFor(`
    @apiError({ status: 403 }) export class Forbidden extends Error { constructor(readonly who: string) { super(who); } }
    class NotOwner extends Forbidden { owner = ''; }
    @apiError({ status: 402, code: 'pay' }) class Unpaid extends Error {}
    class Overdue extends Unpaid {}
    @model export class Note { @command edit() { if (Date.length > 1) throw new NotOwner('a'); throw new Overdue(); } }`);
  assert.deepEqual(
    contract.errors.map(({ name, status, code, fields }) => [
      name,
      status,
      code,
      fields.map((field) => field.name),
    ]),
    [
      ['Forbidden', 403, 'forbidden', ['who']],
      ['NotOwner', 403, 'forbidden', ['who', 'owner']],
      ['Overdue', 402, 'pay', []],
      ['Unpaid', 402, 'pay', []],
    ],
  );
  assert.deepEqual(contract.models[0]?.commands[0]?.errors, ['NotOwner', 'Overdue']);
});

test('errors are found through private methods, functions, callbacks and getters, in circles too', () => {
  const { commands } = modelFor(`${errors}
    function check(value: number): number { if (value > 1) throw new A(); return recheck(value); }
    const recheck = (value: number): number => { if (value > 2) throw new B(); return check(value); };
    function overloaded(value: string): void;
    function overloaded(value: number): void;
    function overloaded(value: unknown): void { if (value) throw new C(); }
    @model export class Note {
      items: number[] = [];
      @command direct() { throw new A(); }
      @command plain() { throw new Plain(); }
      @command viaPrivate() { this.first(); }
      @command viaFunction() { return check(1); }
      @command viaCallback() { this.items.forEach((item) => { if (item > 1) throw new B(); }); }
      @command viaReference() { return this.items.map(check); }
      @command viaGetter() { return this.top; }
      @command viaSetter() { this.top = 1; }
      @command viaOverload() { overloaded(1); }
      @command async viaPromise() { await Promise.reject(new C()); }
      @command viaValue() { const error = new B(); throw error; }
      @command viaFactory() { throw this.either(1); }
      @command viaArgument(input = check(1)) { return input; }
      @query reads() { return check(1); }
      private first() { this.second(); }
      private second() { if (this.items.length > 3) this.first(); throw new C(); }
      private either(value: number) { return value > 1 ? new A() : new B(); }
      private get top() { if (this.items.length === 0) throw new A(); return 1; }
      private set top(value: number) { if (value > 0) throw new B(); }
    }`);
  assert.deepEqual(Object.fromEntries(commands.map(({ name, errors: names }) => [name, names])), {
    direct: ['A'],
    plain: [],
    viaPrivate: ['C'],
    viaFunction: ['A', 'B'],
    viaCallback: ['B'],
    viaReference: ['A', 'B'],
    viaGetter: ['A', 'B'],
    viaSetter: ['A', 'B'],
    viaOverload: ['C'],
    viaPromise: ['C'],
    viaValue: ['B'],
    viaFactory: ['A', 'B'],
    viaArgument: ['A', 'B'],
  });
});

test('errors are found in other files and in constructors of helper classes', (t) => {
  const { contract, diagnostics } = compileContract({
    root: scratchApp(t, {
      'src/errors.ts': `import { apiError } from '@persist/runtime';
        @apiError export class TooShort extends Error {}
        @apiError export class TooLong extends Error {}`,
      'src/check.ts': `import { TooShort as Short, TooLong } from './errors.js';
        export default function check(text: string) { if (text === '') throw new Short(); }
        class Base { limit = limit(); }
        export class Text extends Base { constructor(readonly value: string) { super(); check(value); } }
        function limit(): number { throw new TooLong(); }`,
      'src/model.ts': `import { command, model } from '@persist/runtime';
        import * as rules from './check.js';
        @model export class Note {
          text = '';
          @command write(text: string) { rules.default(text); this.text = text; }
          @command rewrite(text: string) { this.text = new rules.Text(text).value; }
        }`,
    }),
  });
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    contract?.models[0]?.commands.map((each) => each.errors),
    [['TooShort'], ['TooLong', 'TooShort']],
  );
});

test('@throws names what a call that cannot be followed may throw', () => {
  const { commands } = modelFor(`${errors}
    /** @throws {C} sometimes */
    const helper = (): void => {};
    @model export class Note {
      /**
       * Saves.
       * @throws {A | B} when it is closed
       * @throws {Plain} never
       */
      @command save() {}
      /** @throws when something is wrong */
      @command load() { helper(); }
    }`);
  assert.deepEqual(
    commands.map(({ errors: names }) => names),
    [['A', 'B'], ['C']],
  );
});

test('what an invariant throws, every command and create can throw; reading cannot', () => {
  const model = modelFor(`${errors}
    @model export class Note {
      text = required('');
      constructor(readonly size: number) { if (size < 0) throw new B(); }
      @command grow() { throw new C(); }
      @query read() { return this.text; }
      @invariant private sizeIsRight() { this.check(); }
      private check() { if (this.size > 9) throw new A(); }
    }
    function required(text: string) { if (text === 'x') throw new C(); return text; }`);
  assert.deepEqual(model.invariants, [
    {
      kind: 'invariant',
      name: 'sizeIsRight',
      source: { kind: 'source', file: 'src/model.ts', line: 12 },
      errors: ['A'],
    },
  ]);
  assert.deepEqual(model.create.errors, ['A', 'B', 'C']);
  assert.deepEqual(model.commands[0]?.errors, ['A', 'C']);
  assert.deepEqual(model.queries[0]?.errors, []);
});
