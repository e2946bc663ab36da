import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testRefusal, problemsOf } from './scratch-app.js';

for (const [tag, type, expected, text] of [
  ['minLength abc', 'string', 'a whole number from 0', 'abc'],
  ['minLength -1', 'string', 'a whole number from 0', '-1'],
  ['maxLength', 'string', 'a whole number from 0', ''],
  ['minimum one', 'number', 'a number', 'one'],
  ['multipleOf 0', 'number', 'a number above 0', '0'],
  ['integer 5', 'number', 'no value', '5'],
  ['pattern [', 'string', 'a regular expression', '['],
  ['minItems 1 at least', 'string[]', 'a whole number from 0', '1 at least'],
] as const) {
  testRefusal(
    `a malformed tag is refused: @${tag}`,
    `@model export class A { /** ▸@${tag} */ x: ${type} | null = null; }`,
    {
      code: 'constraint_value',
      message: `A.x: @${tag.split(' ')[0]} takes ${expected}, not "${text}".`,
      hint: 'Put explanations above the tags.',
    },
  );
}

testRefusal(
  'a format that validators do not know is refused',
  '@model export class A { /** ▸@format mail */ x = ""; }',
  {
    code: 'constraint_value',
    message:
      'A.x: @format takes one of byte, date, date-time, duration, email, hostname, ipv4, ipv6, json-pointer, regex, relative-json-pointer, time, uri, uri-reference, uri-template, url, uuid, not "mail".',
    hint: 'Put explanations above the tags.',
  },
);

for (const [tag, type, fits] of [
  ['minLength 1', 'number', 'a string'],
  ['minLength 1', 'Date', 'a string'],
  ['minLength 1', 'string[]', 'a string'],
  ['minLength 1', "'a' | 'b'", 'a string'],
  ['minimum 1', 'string', 'a number'],
  ['minimum 1', 'bigint', 'a number'],
  ['minimum 1', 'number | string', 'a number'],
  ['integer', '1 | 2', 'a number'],
  ['minItems 1', 'string', 'an array, a Set or a Map'],
  ['minItems 1', '[string]', 'an array, a Set or a Map'],
  ['minItems 1', 'Record<string, string>', 'an array, a Set or a Map'],
  ['minProperties 1', '{ a: string }', 'a Record or a Map'],
  ['format email', 'boolean', 'a string'],
] as const) {
  testRefusal(
    `@${tag} on ${type} is refused`,
    `@model export class A { /** ▸@${tag} */ x: ${type} | null = null; }`,
    {
      code: 'constraint_misfit',
      message: `A.x: @${tag.split(' ')[0]} constrains ${fits}, which this is not.`,
      hint: 'Remove the tag, or move it to the type it is about; for elements of a collection name their type: `type Code = string`.',
    },
  );
}

testRefusal(
  'a tag of an alias that does not fit is refused where it stands',
  `/** ▸@minimum 1 */ type Name = string;
   @model export class A { x: Name = ''; y: Name[] = []; }`,
  {
    code: 'constraint_misfit',
    message: 'A.x: @minimum constrains a number, which this is not.',
    hint: 'Remove the tag, or move it to the type it is about; for elements of a collection name their type: `type Code = string`.',
  },
);

testRefusal('a misspelt tag is refused', '@model export class A { /** ▸@minlength 1 */ x = ""; }', {
  code: 'constraint_misspelt',
  message: 'A.x: @minlength is no constraint.',
  hint: 'Write @minLength.',
});

test('tags of others are left alone', () => {
  assert.deepEqual(
    problemsOf('@model export class A { /** @see {@link A} @internal @default 1 */ x = ""; }'),
    [],
  );
});

testRefusal(
  'a constraint on a method is refused',
  `@model export class A {
     /** ▸@minLength 1 */
     @command rename(name: string) { console.log(name); }
   }`,
  {
    code: 'constraint_on_method',
    message: 'A.rename: @minLength constrains a value, and this is a method.',
    hint: 'Write it before the parameter: `(/** @minLength … */ name: string)`.',
  },
);

for (const doc of ['@param name - what\n      * ▸@minLength 1', '@param name - what ▸@minLength 1']) {
  testRefusal(
    `a constraint after @param is refused: ${JSON.stringify(doc.replace('▸', ''))}`,
    `@model export class A {
     /**
      * ${doc}
      */
     @command rename(name: string) { console.log(name); }
   }`,
    {
      code: 'constraint_after_param',
      message:
        'A.rename: @minLength stands after @param, whose text it would be a part of, so it would constrain nothing.',
      hint: 'Write it above the first @param to constrain that parameter, or before a parameter itself: `(/** @minLength … */ name: string)`.',
    },
  );
}

testRefusal(
  'a constraint above the @param of no parameter is refused',
  `@model export class A {
     /**
      * ▸@minLength 1
      * @param nam - what
      */
     @command rename(name: string) { console.log(name); }
   }`,
  {
    code: 'constraint_on_method',
    message: 'A.rename: @minLength constrains a value, and this is a method.',
    hint: 'Write it before the parameter: `(/** @minLength … */ name: string)`.',
  },
);

for (const type of ['Page<▸Email>', 'NonNullable<▸Email>', 'Page<(▸Email | null)[]>', 'List<▸Email>']) {
  testRefusal(
    `a constrained alias as an argument of a generic type is refused: ${type.replace('▸', '')}`,
    `/** @format email */ type Email = string;
     interface Page<T> { items: T[] }
     export type List<T> = T[];
     export type Mails = Page<string>;
     @model export class A { @command set(x: ${type}) { console.log(x); } }`,
    {
      code: 'constraint_lost',
      message: 'A.set(x): the constraints of Email are lost when it is an argument of a generic type.',
      hint: 'Write the tags on the properties themselves, or a type for Email that is not generic.',
    },
  );
}

for (const type of ['▸Email | Phone', "▸Email | 'none'", '▸Email | Phone | null']) {
  testRefusal(
    `a constrained alias beside a type that is part of it is refused: ${type.replace('▸', '')}`,
    `/** @format email */ type Email = string;
     type Phone = string;
     @model export class A { @command set(x: ${type}) { console.log(x); } }
     export type Phones = Phone[];`,
    {
      code: 'constraint_merged',
      message:
        'A.set(x): the constraints of Email are void beside a type that is part of it; to TypeScript the union is one type.',
      hint: 'Use one type, with constraints that all values meet.',
    },
  );
}

testRefusal(
  'a constraint on a closed type is refused',
  `/** ▸@minProperties 1 */ interface Size { width?: number }
   @model export class A { size: Size = {}; }`,
  {
    code: 'constraint_misfit',
    message: 'A.size: @minProperties constrains a Record or a Map, which this is not.',
    hint: 'Remove the tag, or move it to the type it is about; for elements of a collection name their type: `type Code = string`.',
  },
);

testRefusal(
  'a constrained alias as an argument of a base class is refused',
  `/** @format email */ type Email = string;
   abstract class List<T> { items: T[] = []; }
   @model export class A extends List<▸Email> {}`,
  {
    code: 'constraint_lost',
    message: 'A: the constraints of Email are lost when it is an argument of a generic type.',
    hint: 'Write the tags on the properties themselves, or a type for Email that is not generic.',
  },
);

testRefusal(
  'a key over an unknown field is refused',
  "@model export class A { @unique({ with: ▸['tenant'] }) x = 1; }",
  {
    code: 'key_field_unknown',
    message: 'A.x: @unique: there is no field "tenant".',
    hint: 'Name a field of this model.',
  },
);

for (const [title, field] of [
  ['a collection', 'x: string[] = []'],
  ['an object', 'x = { a: 1 }'],
  ['optional and nullable', 'x?: string | null'],
] as const) {
  testRefusal(
    `an index over what is no scalar is refused: ${title}`,
    `@model export class A { @index ▸${field}; }`,
    {
      code: 'key_not_scalar',
      message: 'A.x: @index: "x" is no scalar that is always a column or absent.',
      hint: 'Use a string, number, boolean, bigint or Date; either optional or nullable, not both; `path` leads to one inside an object.',
    },
  );
}

testRefusal(
  'a composite key over what is no scalar is refused',
  "@model export class A { @unique({ with: ▸['tags'] }) x = 1; tags: string[] = []; }",
  {
    code: 'key_not_scalar',
    message: 'A.x: @unique: "tags" is no scalar that is always a column or absent.',
    hint: 'Use a string, number, boolean, bigint or Date; either optional or nullable, not both; `path` leads to one inside an object.',
  },
);

for (const path of ['home.street', 'home', 'other.zip', 'home.lines', 'home.lines.0']) {
  const isWhole = path === 'home';
  testRefusal(
    `a key over the path ${path} is refused`,
    isWhole
      ? `@model export class A { @unique({ path: 'home' }) ▸home = { zip: '', lines: ['a'] }; }`
      : `@model export class A { @unique({ path: ▸'${path}' }) home = { zip: '', lines: ['a'] }; }`,
    {
      code: isWhole ? 'key_not_scalar' : 'key_path',
      message: isWhole
        ? 'A.home: @unique: "home" is no scalar that is always a column or absent.'
        : `A.home: @unique: the path "${path}" leads to no scalar inside the field.`,
      hint: isWhole
        ? 'Use a string, number, boolean, bigint or Date; either optional or nullable, not both; `path` leads to one inside an object.'
        : "Begin with the field's own name and follow its object properties: `address.zip`.",
    },
  );
}

testRefusal(
  'an example that is no JSON is refused',
  '@model export class A { /** ▸@example twelve */ price = 0; }',
  {
    code: 'example_unreadable',
    message: 'A.price: the example "twelve" is no JSON.',
    hint: 'Write a value: `@example 12.5`, `@example EUR`; above a method its payload: `@example { "name": "Home" }`.',
  },
);

testRefusal(
  'an example of a value that its constraints refuse is refused',
  '@model export class A { /** ▸@example eur @pattern ^[A-Z]{3}$ */ currency = ""; }',
  {
    code: 'example_misfit',
    message: 'A.currency: this is no example of its type: it must match pattern "^[A-Z]{3}$".',
    hint: 'Correct the example, or the type.',
  },
);

testRefusal(
  'an example of a payload with a property that nobody knows is refused',
  '@model export class A { /** ▸@example { "name": "a", "colour": 1 } */ @command go(input: { name: string }): void { void input; } }',
  {
    code: 'example_misfit',
    message: 'A.go: this is no example of its type: it must NOT have additional properties: colour.',
    hint: 'Correct the example, or the type.',
  },
);
