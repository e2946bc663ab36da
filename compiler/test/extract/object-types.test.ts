import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractFor, modelFor } from './scratch-app.js';

const text = { type: 'string' };

test('interfaces, aliases and data classes are definitions of the model; inline types stay inline', () => {
  const model = modelFor(`
    /** Where someone lives. */
    interface Address { street: string; zip?: string }
    type Point = { x: number };
    class Money { constructor(readonly minor: number, public currency: string) {} }
    @model export class User {
      home: Address = { street: '' };
      at: Point = { x: 0 };
      pay = new Money(1, 'EUR');
      name: { first: string } = { first: '' };
    }`);
  assert.deepEqual(
    model.fields.map(({ schema }) => schema),
    [
      { $ref: '#/$defs/Address' },
      { $ref: '#/$defs/Point' },
      { $ref: '#/$defs/Money' },
      object({ first: text }, ['first']),
    ],
  );
  assert.deepEqual(model.$defs, {
    Address: { ...object({ street: text, zip: text }, ['street']), description: 'Where someone lives.' },
    Money: object({ minor: { type: 'number' }, currency: text }, ['minor', 'currency']),
    Point: object({ x: { type: 'number' } }, ['x']),
  });
});

test('a recursive type refers to its own definition', () => {
  const { $defs, fields } = modelFor(`
    interface Folder { name: string; parent?: Folder; children: Folder[] }
    type Term = number | { left: Term; right: Term };
    @model export class Drive { root: Folder = { name: '', children: [] }; formula: Term = 1; }`);
  const folder = { $ref: '#/$defs/Folder' };
  const term = { $ref: '#/$defs/Term' };
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [folder, term],
  );
  assert.deepEqual($defs, {
    Folder: object({ name: text, parent: folder, children: { type: 'array', items: folder } }, [
      'name',
      'children',
    ]),
    Term: { anyOf: [{ type: 'number' }, object({ left: term, right: term }, ['left', 'right'])] },
  });
});

test('an inline type that contains itself gets a definition', () => {
  const { $defs } = modelFor(`
    declare const tree: { name: string; kids: (typeof tree)[] };
    @model export class Drive { root: typeof tree = { name: '', kids: [] }; }`);
  const kids = { type: 'array', items: { $ref: '#/$defs/Recursive' } };
  assert.deepEqual($defs, { Recursive: object({ name: text, kids }, ['name', 'kids']) });
});

test('two types of one name are two definitions', () => {
  const { $defs, fields } = modelFor(`
    namespace a { export interface Item { a: string } }
    namespace b { export interface Item { b: string } }
    @model export class Cart { first: a.Item[] = []; second: b.Item[] = []; }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema.items),
    [{ $ref: '#/$defs/Item' }, { $ref: '#/$defs/Item2' }],
  );
  assert.deepEqual($defs, { Item: object({ a: text }, ['a']), Item2: object({ b: text }, ['b']) });
});

test('each model has the definitions it uses, and no others', () => {
  const { models } = contractFor(`
    interface A { a: string }
    interface B { b: string }
    @model export class First { a: A = { a: '' }; }
    @model export class Second { b: B = { b: '' }; }`);
  assert.deepEqual(
    models.map(({ $defs }) => Object.keys($defs)),
    [['A'], ['B']],
  );
});

test('generic types are bound, and named by what they are bound to', () => {
  const { $defs } = modelFor(`
    interface Entry { id: string }
    interface Page<T> { items: T[]; next?: T }
    type Box<T> = { value: T };
    @model export class Feed { page: Page<Entry> = { items: [] }; box: Box<number> = { value: 1 }; both: Box<{ a: string }> = { value: { a: '' } }; }`);
  const entry = { $ref: '#/$defs/Entry' };
  assert.deepEqual($defs, {
    Box: object({ value: object({ a: text }, ['a']) }, ['value']),
    BoxOfNumber: object({ value: { type: 'number' } }, ['value']),
    Entry: object({ id: text }, ['id']),
    PageOfEntry: object({ items: { type: 'array', items: entry }, next: entry }, ['items']),
  });
});

test('mapped, indexed and conditional types are what they resolve to', () => {
  const { fields, $defs } = modelFor(`
    interface User { name: string; age: number; tags: string[] }
    type Lists<T> = { [K in keyof T as T[K] extends string[] ? K : never]: T[K] };
    type Unwrap<T> = T extends (infer E)[] ? E : T;
    @model export class Form {
      partial: Partial<User> = {};
      picked: Pick<User, 'age' | 'name'> = { name: '', age: 1 };
      rest: Omit<User, 'tags'> = { name: '', age: 1 };
      lists: Lists<User> = { tags: [] };
      name: User['name'] = '';
      tag: Unwrap<User['tags']> = '';
      flags: Record<'b' | 'a', boolean> = { a: true, b: true };
    }`);
  const number = { type: 'number' };
  const user = { name: text, age: number };
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [
      object({ ...user, tags: { type: 'array', items: text } }, []),
      object(user, ['name', 'age']),
      object(user, ['name', 'age']),
      { $ref: '#/$defs/ListsOfUser' },
      text,
      text,
      object({ a: { type: 'boolean' }, b: { type: 'boolean' } }, ['a', 'b']),
    ],
  );
  assert.deepEqual($defs, { ListsOfUser: object({ tags: { type: 'array', items: text } }, ['tags']) });
});

test('intersections are merged into one object', () => {
  const { $defs, fields } = modelFor(`
    interface Named { name: string }
    type Person = Named & { age: number };
    @model export class Club { head: Person = { name: '', age: 1 }; guest: Named & { of: string } = { name: '', of: '' }; }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [{ $ref: '#/$defs/Person' }, object({ name: text, of: text }, ['name', 'of'])],
  );
  assert.deepEqual($defs, { Person: object({ name: text, age: { type: 'number' } }, ['name', 'age']) });
});

test('a branded primitive is the primitive', () => {
  const { fields } = modelFor(`
    type UserId = string & { readonly __brand: 'UserId' };
    @model export class Post { author: UserId; constructor(author: UserId) { this.author = author; } }`);
  assert.deepEqual(fields[0]?.schema, text);
  assert.equal(fields[0]?.storage.kind, 'column');
});

test('an index signature allows further properties of its type', () => {
  const { fields } = modelFor(`
    interface Sheet { title: string; [cell: string]: string }
    @model export class Book { sheet: Sheet = { title: '' }; byYear: { [year: number]: boolean } = {}; totals: Record<string, number> = {}; }`);
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [{ $ref: '#/$defs/Sheet' }, object({}, [], { type: 'boolean' }), object({}, [], { type: 'number' })],
  );
});

test('tuples keep their places, optional ones and a rest at the end', () => {
  const { fields } = modelFor(`
    @model export class Log {
      pair: [at: Date, level: number] = [new Date(0), 1];
      open: readonly [string, number?] = ['a'];
      rest: [string, ...boolean[]] = ['a'];
    }`);
  const date = { type: 'string', format: 'date-time', 'x-persist-type': 'date' };
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [
      { type: 'array', prefixItems: [date, { type: 'number' }], items: false, minItems: 2, maxItems: 2 },
      { type: 'array', prefixItems: [text, { type: 'number' }], items: false, minItems: 1, maxItems: 2 },
      { type: 'array', prefixItems: [text], items: { type: 'boolean' }, minItems: 1 },
    ],
  );
});

test('an entry that may be undefined may be absent, and a property that is always undefined is none', () => {
  const { fields } = modelFor(`
    @model export class Log {
      counts: Partial<Record<string, number>> = {};
      lines = [{ a: 1 }, { a: 2, b: 's' }];
    }`);
  const line = { a: { type: 'number' } };
  assert.deepEqual(
    fields.map(({ schema }) => schema),
    [
      object({}, [], { type: 'number' }),
      { type: 'array', items: { anyOf: [object({ ...line, b: text }, ['a', 'b']), object(line, ['a'])] } },
    ],
  );
});

test('a property that may be undefined may be absent', () => {
  const { fields } = modelFor(
    '@model export class Log { last: { at: number | undefined; by?: string } = { at: 1 }; }',
  );
  assert.deepEqual(fields[0]?.schema, object({ at: { type: 'number' }, by: text }, []));
});

test('comments describe properties and mark deprecated ones; links keep their text only', () => {
  const { $defs } = modelFor(`
    interface Item {
      /** What it is called, see {@link Shop} or {@link Shop | the shop}. */
      name: string;
      /**
       * Two
       * lines.
       * @deprecated use name
       */
      label?: string;
    }
    @model export class Shop { item: Item = { name: '' }; }`);
  assert.deepEqual($defs['Item']?.properties, {
    name: { type: 'string', description: 'What it is called, see Shop or the shop.' },
    label: { type: 'string', description: 'Two\nlines.', deprecated: true },
  });
});

function object(
  properties: object,
  required: readonly string[],
  additionalProperties: object | false = false,
): object {
  return { type: 'object', properties, required, additionalProperties };
}
