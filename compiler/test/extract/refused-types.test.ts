import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, compileModel } from './scratch-app.js';

const refuse = (title: string, source: string, code: string, message: string, hint: string): void => {
  test(title, () => assertRefused(source, { code, message, hint }));
};

refuse('any is refused as state',
  '@model export class A { ▸x: any = 1; }',
  'any_type',
  'A.x: `any` says nothing about what is stored.',
  'Write its type; use `Json` from @persist/runtime for any JSON value.');

refuse('any inside a type is refused where it is declared',
  `interface Box { ▸inner: any[] }
   @model export class A { boxes: Box[] = []; }`,
  'any_type',
  'A.boxes[].inner[]: `any` says nothing about what is stored.',
  'Write its type; use `Json` from @persist/runtime for any JSON value.');

refuse('unknown is refused as a payload',
  '@model export class A { @command set(▸value: unknown) { console.log(value); } }',
  'unknown_type',
  'A.set(value): `unknown` says nothing about what is stored.',
  'Write its type; use `Json` from @persist/runtime for any JSON value.');

refuse('object is refused',
  '@model export class A { ▸x: object = []; }',
  'object_type',
  'A.x: `object` says nothing about its properties.',
  'List the properties, or write `Record<string, …>`; use `Json` from @persist/runtime for any JSON value.');

refuse('an empty object type is refused',
  '@model export class A { ▸x: {} = 1; }',
  'object_type',
  'A.x: `{}` says nothing about its properties.',
  'List the properties, or write `Record<string, …>`; use `Json` from @persist/runtime for any JSON value.');

refuse('never is refused',
  '@model export class A { x: { ▸y: never }[] = []; }',
  'never_type',
  'A.x[].y: its type is `never`, which has no values.',
  'Write the type it is meant to have.');

refuse('an array without an element type is refused',
  '@model export class A { ▸items = []; }',
  'empty_array_type',
  'A.items: an empty array without a type can never hold anything.',
  'Write its element type: `items: Item[] = []`.');

refuse('undefined in an array is refused',
  '@model export class A { ▸items: (string | undefined)[] = []; }',
  'undefined_type',
  'A.items[]: JSON has no undefined.',
  'Use null, or make the property optional with `?`.');

refuse('a function is refused as state',
  '@model export class A { ▸onChange = () => 1; }',
  'function_type',
  'A.onChange: a function cannot be stored.',
  'Keep behaviour in methods; store the data it needs.');

refuse('a method in an interface is refused as a function',
  `interface Item { ▸total(): number }
   @model export class A { items: Item[] = []; }`,
  'function_type',
  'A.items[].total: a function cannot be stored.',
  'Keep behaviour in methods; store the data it needs.');

refuse('the type Function is refused',
  '@model export class A { @command run(▸f: Function) { console.log(f); } }',
  'function_type',
  'A.run(f): a function cannot be stored.',
  'Keep behaviour in methods; store the data it needs.');

refuse('a symbol is refused',
  "@model export class A { ▸key = Symbol('key'); }",
  'symbol_type',
  'A.key: a symbol cannot be stored.',
  "Use a string, or a union of string literals: `'open' | 'closed'`.");

refuse('a property named by a symbol is refused',
  `const key: unique symbol = Symbol();
   @model export class A { ▸x: { [key]: string } = { [key]: '' }; }`,
  'symbol_property',
  'A.x: a property named by a symbol has no JSON form.',
  'Name the property with a string.');

refuse('a property "__proto__" is refused',
  "@model export class A { @command set(▸x: { '__proto__': string }) { return x === null; } }",
  'unsafe_property',
  'A.set(x): "__proto__" is no property like others in JavaScript.',
  'Rename the property.');

refuse('a Promise is refused',
  '@model export class A { ▸later = Promise.resolve(1); }',
  'promise_type',
  'A.later: Promise<number> is a value that is not there yet.',
  'Make the method async and await it; store what it resolves to.');

refuse('a RegExp is refused',
  '@model export class A { ▸rule = /a/; }',
  'regexp_type',
  'A.rule: a RegExp cannot be stored.',
  'Store its source as a string.');

refuse('a URL is refused',
  "@model export class A { ▸home = new URL('http://a'); }",
  'url_type',
  'A.home: a URL object cannot be stored.',
  'Store its text: a string with `@format uri`.');

refuse('a WeakMap is refused',
  '@model export class A { ▸seen = new WeakMap<Date, string>(); }',
  'weak_type',
  'A.seen: WeakMap<Date, string> cannot be stored, because what it holds cannot be listed.',
  'Use a Map or a Set.');

for (const [type, text] of [['Uint8Array', 'Uint8Array<ArrayBuffer>'], ['ArrayBuffer', 'ArrayBuffer'], ['DataView', 'DataView<ArrayBuffer>']] as const) {
  const argument = type === 'DataView' ? 'new ArrayBuffer(8)' : '8';
  refuse(`${type} is refused: nothing records what is written into it`,
    `@model export class A { ▸bytes = new ${type}(${argument}); }`,
    'bytes_type',
    `A.bytes: ${text} cannot be stored, because no change set records what is written into it.`,
    'Store a number[], or the bytes as a base64 string.');
}

refuse('an error is refused as state',
  `class Oops extends RangeError {}
   @model export class A { ▸last: Oops | null = null; }`,
  'error_type',
  'A.last: Oops is an error, which cannot be stored.',
  'Store its message, or throw it.');

refuse('a class with methods is refused as state',
  `class Money { minor = 1; add(other: Money) { return this.minor + other.minor; } }
   @model export class A { ▸price = new Money(); }`,
  'class_with_methods',
  'A.price: Money has behaviour (add), which is lost when a record is loaded.',
  'Store plain data: an interface with the fields of Money; keep behaviour in methods of the model.');

refuse('a class with private state is refused as state',
  `class Money { private minor = 1; }
   @model export class A { ▸price = new Money(); }`,
  'class_with_private_state',
  'A.price: Money has private state (minor), which is lost when a record is loaded.',
  'Store plain data: an interface with the fields of Money.');

refuse('a class with #private state is refused as state',
  `class Money { #minor = 1; same(other: Money) { return this.#minor === other.#minor; } }
   @model export class A { ▸price = new Money(); }`,
  'class_with_private_state',
  'A.price: Money has private state (#minor), which is lost when a record is loaded.',
  'Store plain data: an interface with the fields of Money.');

refuse('another model is refused as state',
  `@model export class Author { name = ''; }
   @model export class Book { ▸by = new Author(); }`,
  'model_as_value',
  'Book.by: Author is a model, and a record is no value inside another or in a payload.',
  'Store its id as a string; return the data the caller needs.');

refuse('a command that returns this is refused',
  "@model export class A { name = ''; @command ▸rename(name: string) { this.name = name; return this; } }",
  'model_as_value',
  'A.rename(): A is a model, and a record is no value inside another or in a payload.',
  'Store its id as a string; return the data the caller needs.');

refuse('a platform object with behaviour is refused',
  "@model export class A { ▸format = new Intl.NumberFormat('de'); }",
  'foreign_type',
  'A.format: NumberFormat comes with behaviour from outside the app and cannot be stored.',
  'Store the data it stands for: strings, numbers, or an interface of such.');

refuse('a type without a JSON Schema is refused',
  '@model export class A { @command set(▸value: Uppercase<string>) { console.log(value); } }',
  'unsupported_type',
  'A.set(value): Uppercase<string> has no JSON Schema.',
  'Write a type of strings, numbers, booleans, dates, arrays, and objects of such.');

test('an unbound type parameter is refused', () => {
  const { diagnostics } = compileModel(`
    export function make<T>(value: T) {
      @model class A { inner: T = value; }
      return A;
    }`);
  assert.deepEqual(diagnostics.map(({ code }) => code), ['model_not_exported', 'unbound_generic']);
  assert.deepEqual(diagnostics[1], {
    severity: 'error',
    code: 'unbound_generic',
    message: 'A.inner: the type parameter T is not bound to a concrete type.',
    hint: 'Write the concrete type.',
    place: { file: 'src/model.ts', line: 4, column: 24 },
  });
});

refuse('a rest element in the middle of a tuple is refused',
  "@model export class A { ▸x: [...string[], number] = [1]; }",
  'variadic_tuple',
  'A.x: [...string[], number] has elements after its rest element.',
  'Move the rest element to the end, or write an object.');

refuse('keys of a Map narrower than string are refused',
  "@model export class A { ▸x = new Map<'red' | 'blue', number>(); }",
  'narrow_key',
  'A.x: the keys of Map<"red" | "blue", number> are property names in JSON, of which only `string` and `number` are understood.',
  "Use `string` keys; for a few known ones name the properties: `Partial<Record<'red' | 'blue', number>>`.");

refuse('a Record with keys of a pattern is refused',
  '@model export class A { ▸x: Record<`x-${string}`, number> = {}; }',
  'narrow_key',
  'A.x: the keys of Record<`x-${string}`, number> are property names in JSON, of which only `string` and `number` are understood.',
  "Use `string` keys; for a few known ones name the properties: `Partial<Record<'red' | 'blue', number>>`.");

refuse('a Record with constrained keys is refused',
  `/** @format email */ type Email = string;
   @model export class A { ▸x: Record<Email, number> = {}; }`,
  'narrow_key',
  'A.x: the keys of Record<string, number> are property names in JSON, of which only `string` and `number` are understood.',
  "Use `string` keys; for a few known ones name the properties: `Partial<Record<'red' | 'blue', number>>`.");

test('a type that grows without end is refused', () => {
  assertRefused(`interface Nest<T> { ▸inner?: Nest<T[]> }
     @model export class A { nest: Nest<string> = {}; }`,
    {
      code: 'endless_type',
      message: 'A.nest.inner: Nest refers to ever larger versions of itself.',
      hint: 'Let the type refer to itself with the same type arguments.',
    });
});

for (const [title, type] of [
  ['Date beside string', 'Date | string'],
  ['Set beside array', 'Set<string> | string[]'],
  ['bigint beside string literals', "bigint | 'none'"],
  ['Date beside bigint', 'Date | bigint'],
  ['Map beside object', 'Map<string, Date> | { a: string }'],
  ['objects that differ in an encoded value only', '{ at: Date } | { at: string }'],
  ['arrays that differ in an encoded element only', 'Date[] | string[]'],
  ['Json beside Date', 'Json | Date'],
] as const) {
  refuse(`a union is refused where JSON cannot tell its members apart: ${title}`,
    `@model export class A { @command set(▸x: ${type}) { console.log(x); } }`,
    'ambiguous_union',
    `A.set(x): the members of ${type} look the same in JSON, so it could not be read back as what it was.`,
    "Use one of them, or objects told apart by a literal: `{ kind: 'date', at: Date } | { kind: 'text', text: string }`.");
}
