import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelFor } from './scratch-app.js';

const text = { type: 'string' };
const number = { type: 'number' };

test('one object parameter is the payload itself, several bind by name, none is no payload', () => {
  const { commands } = modelFor(`
    interface Order { item: string }
    @model export class Shop {
      @command inline(input: { a: string }) { return input.a; }
      @command named(order: Order) { return order.item; }
      @command either(order: Order | { b: string }) { return Object.keys(order); }
      @command record(counts: Record<string, number>) { return counts; }
      @command optional(order?: Order) { return order?.item ?? ''; }
      @command destructured({ item }: Order) { return item; }
      @command scalar(name: string) { return name; }
      @command list(names: string[]) { return names; }
      @command map(votes: Map<string, number>) { return votes.size; }
      @command nullable(order: Order | null) { return order?.item ?? ''; }
      @command several(order: Order, note = 'n', at?: Date) { return order.item + note + at; }
      @command nothing() {}
    }`);
  const order = { $ref: '#/$defs/Order' };
  assert.deepEqual(
    commands.map(({ name, input }) => [name, input.binding, input.parameters.map((each) => each.name)]),
    [
      ['inline', 'object', ['input']],
      ['named', 'object', ['order']],
      ['either', 'object', ['order']],
      ['record', 'object', ['counts']],
      ['optional', 'object', ['order']],
      ['destructured', 'object', ['input']],
      ['scalar', 'named', ['name']],
      ['list', 'named', ['names']],
      ['map', 'named', ['votes']],
      ['nullable', 'named', ['order']],
      ['several', 'named', ['order', 'note', 'at']],
      ['nothing', 'none', []],
    ],
  );
  assert.deepEqual(commands[0]?.input.schema, object({ a: text }, ['a']));
  assert.deepEqual(commands[1]?.input.schema, order);
  assert.equal(commands[4]?.input.parameters[0]?.optional, true);
  const at = { type: 'string', format: 'date-time', 'x-persist-type': 'date' };
  assert.deepEqual(
    commands[10]?.input.schema,
    object({ order, note: { ...text, default: 'n' }, at }, ['order']),
  );
  assert.deepEqual(commands[11]?.input.schema, object({}, []));
});

test('the context is injected and no part of the payload, in a constructor too', () => {
  const { create, commands } = modelFor(`
    @model export class Note {
      at: Date;
      constructor(readonly text: string, ctx: CommandContext) { this.at = ctx.now; }
      @command touch(ctx: CommandContext) { this.at = ctx.now; }
      @command move(input: { to: string }, ctx?: CommandContext) { return ctx?.id ?? input.to; }
      @command plain() {}
    }`);
  assert.deepEqual(
    [create, ...commands].map(({ injectsContext, input }) => [injectsContext, input.binding]),
    [
      [true, 'named'],
      [true, 'none'],
      [true, 'object'],
      [false, 'none'],
    ],
  );
});

test('a result is what is returned, awaited; void, undefined and never are none', () => {
  const { commands } = modelFor(`
    @model export class Note {
      @command none() {}
      @command nothing(): undefined { return undefined; }
      @command never(): never { throw new Error('no'); }
      @command async later(): Promise<void> {}
      @command async number() { return 1; }
      @command maybe(): number | Promise<number> { return 1; }
      @command nil() { return null; }
      @command nullable(): Promise<string | null> { return Promise.resolve(null); }
      @command at(): Date { return new Date(0); }
    }`);
  assert.deepEqual(
    commands.map(({ name, result, async }) => [name, result, async]),
    [
      ['none', null, false],
      ['nothing', null, false],
      ['never', null, false],
      ['later', null, true],
      ['number', number, true],
      ['maybe', number, true],
      ['nil', { type: 'null' }, false],
      ['nullable', { type: ['string', 'null'] }, true],
      ['at', { type: 'string', format: 'date-time', 'x-persist-type': 'date' }, false],
    ],
  );
});

test('options of a command are in its node; without them the label is its name', () => {
  const { commands } = modelFor(`
    @model export class Note {
      @command({}) openAccount() {}
      @command({ audit: { event: 'note.closed', message: 'closed' }, requireIfMatch: true }) close() {}
      @outbox('notes.moved') @command move(): string { return ''; }
    }`);
  assert.deepEqual(
    commands.map(({ path, audit, requireIfMatch, outbox }) => ({ path, audit, requireIfMatch, outbox })),
    [
      {
        path: 'open-account',
        audit: { kind: 'audit-label', event: 'open_account' },
        requireIfMatch: false,
        outbox: undefined,
      },
      {
        path: 'close',
        audit: { kind: 'audit-label', event: 'note.closed', message: 'closed' },
        requireIfMatch: true,
        outbox: undefined,
      },
      {
        path: 'move',
        audit: { kind: 'audit-label', event: 'move' },
        requireIfMatch: false,
        outbox: 'notes.moved',
      },
    ],
  );
});

test('a query takes scalars and arrays of scalars from the query string, or anything from the body', () => {
  const { queries } = modelFor(`
    @model export class Shop {
      @query byName(name: string, limit = 10, since?: Date, ids: string[] = [], state?: 'open' | 'closed') { return [name, limit, since, ids, state].length; }
      @query({ input: 'query' }) all() { return 1; }
      @query({ input: 'body' }) async search(filter: { text: string }) { return [filter.text]; }
    }`);
  assert.deepEqual(
    queries.map(({ path, transport, async, input }) => [path, transport, async, input.binding]),
    [
      ['by-name', 'query', false, 'named'],
      ['all', 'query', false, 'none'],
      ['search', 'body', true, 'object'],
    ],
  );
});

test('a view is a getter, a method without required arguments, or one with an object in the body', () => {
  const { views, getters } = modelFor(`
    @model export class Shop {
      /** How many there are. */
      @view get total(): number { return 1; }
      get plain() { return 'p'; }
      get maybe(): string | undefined { return undefined; }
      private get hidden() { return 1; }
      @view summary(depth = 1) { return { depth, hidden: this.hidden }; }
      @view({ input: 'body' }) report(filter: { from: string }) { return filter.from; }
    }`);
  assert.deepEqual(
    views.map(({ path, member, transport, result }) => ({ path, member, transport, result })),
    [
      { path: 'total', member: 'getter', transport: 'query', result: number },
      {
        path: 'summary',
        member: 'method',
        transport: 'query',
        result: object({ depth: number, hidden: number }, ['depth', 'hidden']),
      },
      { path: 'report', member: 'method', transport: 'body', result: text },
    ],
  );
  assert.deepEqual(getters, [
    { kind: 'getter', name: 'total', schema: number, description: 'How many there are.' },
    { kind: 'getter', name: 'plain', schema: text },
    { kind: 'getter', name: 'maybe', schema: text },
  ]);
});

test('a model without a constructor is created from nothing', () => {
  const { create } = modelFor('@model export class Empty { a = 1; }');
  assert.deepEqual(create, {
    kind: 'create',
    name: 'create',
    source: { kind: 'source', file: 'src/model.ts', line: 2 },
    input: { kind: 'input', binding: 'none', parameters: [], schema: object({}, []) },
    errors: [],
    injectsContext: false,
  });
});

test('helpers without decorators are nobody’s business, whatever their types', () => {
  const model = modelFor(`
    @model export class Shop {
      static of<T>(value: T) { return value; }
      map<T>(...all: T[]): T[] { return all; }
      set name(_value: string) {}
      *[Symbol.iterator]() { yield 1; }
    }`);
  assert.deepEqual(
    [model.fields, model.getters, model.commands, model.queries, model.views],
    [[], [], [], [], []],
  );
});

function object(properties: object, required: readonly string[]): object {
  return { type: 'object', properties, required, additionalProperties: false };
}
