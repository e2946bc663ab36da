import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, testRefusal, compileModel } from './scratch-app.js';

testRefusal('any is refused as state', '@model export class A { ▸x: any = 1; }', {
  code: 'any_type',
  message: 'A.x: `any` says nothing about what is stored.',
  hint: 'Write its type; use `Json` from @persist/runtime for any JSON value.',
});

testRefusal(
  'any inside a type is refused where it is declared',
  `interface Box { ▸inner: any[] }
   @model export class A { boxes: Box[] = []; }`,
  {
    code: 'any_type',
    message: 'A.boxes[].inner[]: `any` says nothing about what is stored.',
    hint: 'Write its type; use `Json` from @persist/runtime for any JSON value.',
  },
);

testRefusal(
  'unknown is refused as a payload',
  '@model export class A { @command set(▸value: unknown) { console.log(value); } }',
  {
    code: 'unknown_type',
    message: 'A.set(value): `unknown` says nothing about what is stored.',
    hint: 'Write its type; use `Json` from @persist/runtime for any JSON value.',
  },
);

testRefusal('object is refused', '@model export class A { ▸x: object = []; }', {
  code: 'object_type',
  message: 'A.x: `object` says nothing about its properties.',
  hint: 'List the properties, or write `Record<string, …>`; use `Json` from @persist/runtime for any JSON value.',
});

testRefusal('an empty object type is refused', '@model export class A { ▸x: {} = 1; }', {
  code: 'object_type',
  message: 'A.x: `{}` says nothing about its properties.',
  hint: 'List the properties, or write `Record<string, …>`; use `Json` from @persist/runtime for any JSON value.',
});

testRefusal('never is refused', '@model export class A { x: { ▸y: never }[] = []; }', {
  code: 'never_type',
  message: 'A.x[].y: its type is `never`, which has no values.',
  hint: 'Write the type it is meant to have.',
});

testRefusal('an array without an element type is refused', '@model export class A { ▸items = []; }', {
  code: 'empty_array_type',
  message: 'A.items: an empty array without a type can never hold anything.',
  hint: 'Write its element type: `items: Item[] = []`.',
});

testRefusal(
  'undefined in an array is refused',
  '@model export class A { ▸items: (string | undefined)[] = []; }',
  {
    code: 'undefined_type',
    message: 'A.items[]: JSON has no undefined.',
    hint: 'Use null, or make the property optional with `?`.',
  },
);

testRefusal('a function is refused as state', '@model export class A { ▸onChange = () => 1; }', {
  code: 'function_type',
  message: 'A.onChange: a function cannot be stored.',
  hint: 'Keep behaviour in methods; store the data it needs.',
});

testRefusal(
  'a method in an interface is refused as a function',
  `interface Item { ▸total(): number }
   @model export class A { items: Item[] = []; }`,
  {
    code: 'function_type',
    message: 'A.items[].total: a function cannot be stored.',
    hint: 'Keep behaviour in methods; store the data it needs.',
  },
);

testRefusal(
  'the type Function is refused',
  '@model export class A { @command run(▸f: Function) { console.log(f); } }',
  {
    code: 'function_type',
    message: 'A.run(f): a function cannot be stored.',
    hint: 'Keep behaviour in methods; store the data it needs.',
  },
);

testRefusal('a symbol is refused', "@model export class A { ▸key = Symbol('key'); }", {
  code: 'symbol_type',
  message: 'A.key: a symbol cannot be stored.',
  hint: "Use a string, or a union of string literals: `'open' | 'closed'`.",
});

testRefusal(
  'a property named by a symbol is refused',
  `const key: unique symbol = Symbol();
   @model export class A { ▸x: { [key]: string } = { [key]: '' }; }`,
  {
    code: 'symbol_property',
    message: 'A.x: a property named by a symbol has no JSON form.',
    hint: 'Name the property with a string.',
  },
);

testRefusal(
  'a property "__proto__" is refused',
  "@model export class A { @command set(▸x: { '__proto__': string }) { return x === null; } }",
  {
    code: 'unsafe_property',
    message: 'A.set(x): "__proto__" is no property like others in JavaScript.',
    hint: 'Rename the property.',
  },
);

testRefusal('a Promise is refused', '@model export class A { ▸later = Promise.resolve(1); }', {
  code: 'promise_type',
  message: 'A.later: Promise<number> is a value that is not there yet.',
  hint: 'Make the method async and await it; store what it resolves to.',
});

testRefusal('a RegExp is refused', '@model export class A { ▸rule = /a/; }', {
  code: 'regexp_type',
  message: 'A.rule: a RegExp cannot be stored.',
  hint: 'Store its source as a string.',
});

testRefusal('a URL is refused', "@model export class A { ▸home = new URL('http://a'); }", {
  code: 'url_type',
  message: 'A.home: a URL object cannot be stored.',
  hint: 'Store its text: a string with `@format uri`.',
});

testRefusal('a WeakMap is refused', '@model export class A { ▸seen = new WeakMap<Date, string>(); }', {
  code: 'weak_type',
  message: 'A.seen: WeakMap<Date, string> cannot be stored, because what it holds cannot be listed.',
  hint: 'Use a Map or a Set.',
});

for (const [type, text] of [
  ['Uint8Array', 'Uint8Array<ArrayBuffer>'],
  ['ArrayBuffer', 'ArrayBuffer'],
  ['DataView', 'DataView<ArrayBuffer>'],
] as const) {
  const argument = type === 'DataView' ? 'new ArrayBuffer(8)' : '8';
  testRefusal(
    `${type} is refused: nothing records what is written into it`,
    `@model export class A { ▸bytes = new ${type}(${argument}); }`,
    {
      code: 'bytes_type',
      message: `A.bytes: ${text} cannot be stored, because no change set records what is written into it.`,
      hint: 'Store a number[], or the bytes as a base64 string.',
    },
  );
}

testRefusal(
  'an error is refused as state',
  `class Oops extends RangeError {}
   @model export class A { ▸last: Oops | null = null; }`,
  {
    code: 'error_type',
    message: 'A.last: Oops is an error, which cannot be stored.',
    hint: 'Store its message, or throw it.',
  },
);

testRefusal(
  'a class with methods is refused as state',
  `class Money { minor = 1; add(other: Money) { return this.minor + other.minor; } }
   @model export class A { ▸price = new Money(); }`,
  {
    code: 'class_with_methods',
    message: 'A.price: Money has behaviour (add), which is lost when a record is loaded.',
    hint: 'Store plain data: an interface with the fields of Money; keep behaviour in methods of the model.',
  },
);

testRefusal(
  'a class with private state is refused as state',
  `class Money { private minor = 1; }
   @model export class A { ▸price = new Money(); }`,
  {
    code: 'class_with_private_state',
    message: 'A.price: Money has private state (minor), which is lost when a record is loaded.',
    hint: 'Store plain data: an interface with the fields of Money.',
  },
);

testRefusal(
  'a class with #private state is refused as state',
  `class Money { #minor = 1; same(other: Money) { return this.#minor === other.#minor; } }
   @model export class A { ▸price = new Money(); }`,
  {
    code: 'class_with_private_state',
    message: 'A.price: Money has private state (#minor), which is lost when a record is loaded.',
    hint: 'Store plain data: an interface with the fields of Money.',
  },
);

testRefusal(
  'another model is refused as state',
  `@model export class Author { name = ''; }
   @model export class Book { ▸by = new Author(); }`,
  {
    code: 'model_as_value',
    message: 'Book.by: Author is a model, and a record is no value inside another or in a payload.',
    hint: 'Store its id as a string; return the data the caller needs.',
  },
);

testRefusal(
  'a command that returns this is refused',
  "@model export class A { name = ''; @command ▸rename(name: string) { this.name = name; return this; } }",
  {
    code: 'model_as_value',
    message: 'A.rename(): A is a model, and a record is no value inside another or in a payload.',
    hint: 'Store its id as a string; return the data the caller needs.',
  },
);

testRefusal(
  'a platform object with behaviour is refused',
  "@model export class A { ▸format = new Intl.NumberFormat('de'); }",
  {
    code: 'foreign_type',
    message: 'A.format: NumberFormat comes with behaviour from outside the app and cannot be stored.',
    hint: 'Store the data it stands for: strings, numbers, or an interface of such.',
  },
);

testRefusal(
  'a type without a JSON Schema is refused',
  '@model export class A { @command set(▸value: Uppercase<string>) { console.log(value); } }',
  {
    code: 'unsupported_type',
    message: 'A.set(value): Uppercase<string> has no JSON Schema.',
    hint: 'Write a type of strings, numbers, booleans, dates, arrays, and objects of such.',
  },
);

test('an unbound type parameter is refused', () => {
  const { diagnostics } = compileModel(`
    export function make<T>(value: T) {
      @model class A { inner: T = value; }
      return A;
    }`);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['model_not_exported', 'unbound_generic'],
  );
  assert.deepEqual(diagnostics[1], {
    severity: 'error',
    code: 'unbound_generic',
    message: 'A.inner: the type parameter T is not bound to a concrete type.',
    hint: 'Write the concrete type.',
    place: { file: 'src/model.ts', line: 4, column: 24 },
  });
});

testRefusal(
  'a rest element in the middle of a tuple is refused',
  '@model export class A { ▸x: [...string[], number] = [1]; }',
  {
    code: 'variadic_tuple',
    message: 'A.x: [...string[], number] has elements after its rest element.',
    hint: 'Move the rest element to the end, or write an object.',
  },
);

testRefusal(
  'keys of a Map narrower than string are refused',
  "@model export class A { ▸x = new Map<'red' | 'blue', number>(); }",
  {
    code: 'narrow_key',
    message:
      'A.x: the keys of Map<"red" | "blue", number> are property names in JSON, of which only `string` and `number` are understood.',
    hint: "Use `string` keys; for a few known ones name the properties: `Partial<Record<'red' | 'blue', number>>`.",
  },
);

testRefusal('a Set of objects is refused', '@model export class A { ▸days = new Set<Date>(); }', {
  code: 'identity_lost',
  message:
    'A.days: the elements of a Set are found by identity where they are objects, and a stored object is never the same one again.',
  hint: 'Use strings or numbers there: an id, or `date.toISOString()`.',
});

testRefusal(
  'a Map with objects among its keys is refused',
  '@model export class A { ▸seats = new Map<string | { row: number }, string>(); }',
  {
    code: 'identity_lost',
    message:
      'A.seats: the keys of a Map are found by identity where they are objects, and a stored object is never the same one again.',
    hint: 'Use strings or numbers there: an id, or `date.toISOString()`.',
  },
);

testRefusal(
  'a Record with keys of a pattern is refused',
  '@model export class A { ▸x: Record<`x-${string}`, number> = {}; }',
  {
    code: 'narrow_key',
    message:
      'A.x: the keys of Record<`x-${string}`, number> are property names in JSON, of which only `string` and `number` are understood.',
    hint: "Use `string` keys; for a few known ones name the properties: `Partial<Record<'red' | 'blue', number>>`.",
  },
);

testRefusal(
  'a Record with constrained keys is refused',
  `/** @format email */ type Email = string;
   @model export class A { ▸x: Record<Email, number> = {}; }`,
  {
    code: 'narrow_key',
    message:
      'A.x: the keys of Record<string, number> are property names in JSON, of which only `string` and `number` are understood.',
    hint: "Use `string` keys; for a few known ones name the properties: `Partial<Record<'red' | 'blue', number>>`.",
  },
);

test('a type that grows without end is refused', () => {
  assertRefused(
    `interface Nest<T> { ▸inner?: Nest<T[]> }
     @model export class A { nest: Nest<string> = {}; }`,
    {
      code: 'endless_type',
      message: 'A.nest.inner: Nest refers to ever larger versions of itself.',
      hint: 'Let the type refer to itself with the same type arguments.',
    },
  );
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
  testRefusal(
    `a union is refused where JSON cannot tell its members apart: ${title}`,
    `@model export class A { @command set(▸x: ${type}) { console.log(x); } }`,
    {
      code: 'ambiguous_union',
      message: `A.set(x): the members of ${type} look the same in JSON, so it could not be read back as what it was.`,
      hint: "Use one of them, or objects told apart by a literal: `{ kind: 'date', at: Date } | { kind: 'text', text: string }`.",
    },
  );
}
