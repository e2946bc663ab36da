import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileContract } from '../../src/compile-contract.js';
import { testRefusal, compileModel, scratchApp } from './scratch-app.js';

testRefusal('an abstract model is refused', '@model export abstract class ▸A {}', {
  code: 'model_abstract',
  message: 'A: an abstract class cannot be a model, because no record of it could be created.',
  hint: 'Move @model to the classes that extend it; they inherit its fields and methods.',
});

testRefusal('an anonymous model is refused', '▸@model export default class { x = 1; }', {
  code: 'model_anonymous',
  message: 'A model needs a name of its own: table, route and messages come from it.',
  hint: 'Write `@model export class Order { … }`.',
});

testRefusal('a class expression is refused as a model', 'export const A = ▸@model class A { x = 1; };', {
  code: 'model_anonymous',
  message: 'A model needs a name of its own: table, route and messages come from it.',
  hint: 'Write `@model export class Order { … }`.',
});

testRefusal('a model that is not exported is refused', '@model class ▸A { x = 1; } export {};', {
  code: 'model_not_exported',
  message: 'A: the model is not exported, so no app can serve it.',
  hint: 'Write `export class A` at the top level of the file.',
});

testRefusal('a generic model is refused', '@model export class ▸A<T> { items: T[] = []; }', {
  code: 'model_generic',
  message: 'A: a model with type parameters has no single shape to store.',
  hint: 'Make it an abstract base class, and mark a class that extends it with concrete types as @model.',
});

for (const name of ['Ledger', 'ledger_books', '2nd', 'sqlite-things']) {
  testRefusal(
    `the model name "${name}" is refused`,
    `@model({ name: '${name}' }) export class ▸A { x = 1; }`,
    {
      code: 'model_name_invalid',
      message: `A: "${name}" cannot be a model's name, which is a path segment and a table.`,
      hint: 'Use kebab-case that begins with a letter (and not with "sqlite-"), such as "ledger-books".',
    },
  );
}

testRefusal(
  'two models of one name are refused',
  "@model export class Note { x = 1; } @model({ name: 'notes' }) export class ▸Remark { x = 1; }",
  {
    code: 'model_name_duplicate',
    message:
      'Remark: its name "notes" is already taken by Note of src/model.ts; the two would share one table and one route.',
    hint: "Rename the class, or give it a name of its own: `@model({ name: '…' })`.",
  },
);

test('two models of one class name are refused', (t) => {
  const model = "import { model } from '@persist/runtime';\n@model export class Note { x = 1; }";
  const { diagnostics } = compileContract({
    root: scratchApp(t, { 'src/a.ts': model, 'src/b.ts': model.replace('@model', "@model({ name: 'b' })") }),
  });
  assert.deepEqual(diagnostics, [
    {
      severity: 'error',
      code: 'model_class_duplicate',
      message: 'Note: Note of src/a.ts is a model of the same class name.',
      hint: 'Rename one of the classes: messages and generated clients tell models apart by it.',
      place: { file: 'src/b.ts', line: 2, column: 36 },
    },
  ]);
});

testRefusal(
  'a base class from outside the app is refused',
  "import { EventEmitter } from 'node:events'; @model export class A extends ▸EventEmitter { x = 1; }",
  {
    code: 'base_class_unreadable',
    message:
      'A: the fields of its base class EventEmitter cannot be read, because its source is not part of the app.',
    hint: 'Extend a class of the app itself, or keep what you need of it in a field.',
  },
);

testRefusal(
  'a private constructor is refused',
  '@model export class A { ▸private constructor(readonly x: string) {} static make() { return new A(""); } }',
  {
    code: 'constructor_private',
    message: 'A: its constructor is private, so no record of it could be created.',
    hint: 'Make the constructor public; validate in it, or in an @invariant.',
  },
);

testRefusal(
  'a decorated member of a class that is no model is refused',
  'export class A { @command ▸run() {} }',
  {
    code: 'decorated_outside_model',
    message: 'A.run: @command has no effect, because A is no model.',
    hint: 'Mark the class: `@model export class A`.',
  },
);

test('an abstract class may have decorated members before a model extends it', () => {
  assert.deepEqual(compileModel('export abstract class A { @command run() {} }').diagnostics, []);
});

for (const [title, source, subject, option] of [
  [
    'a variable',
    'const version = 2; @model({ schemaVersion: ▸version }) export class A { x = 1; }',
    'A: @model',
    'schemaVersion',
  ],
  [
    'a call',
    '@model export class A { @command({ requireIfMatch: ▸Boolean(1) }) run() {} }',
    'A.run: @command',
    'requireIfMatch',
  ],
  [
    'a topic that is computed',
    "@model export class A { @command @outbox(▸'a' + 'b') run() { return 1; } }",
    'A.run: @outbox',
    'topic',
  ],
  ['a shorthand', "const name = 'x'; @model({ ▸name }) export class A { x = 1; }", 'A: @model', 'name'],
  [
    'a spread',
    "const options = { code: 'x' }; @apiError({ ▸...options }) export class A extends Error {}",
    'A',
    '...options',
  ],
  [
    'an options variable',
    "const options = { code: 'x' }; @apiError(▸options) export class A extends Error {}",
    'A',
    'options',
  ],
] as const) {
  testRefusal(`an option that is no literal is refused: ${title}`, source, {
    code: 'option_not_literal',
    message: `${subject}: the option ${option} is not a literal, and decorators are read without running the app.`,
    hint: 'Write the value itself: a string, number, boolean, or an object or array of such.',
  });
}

for (const [source, subject, option, expected] of [
  [
    '@model({ schemaVersion: ▸0 }) export class A { x = 1; }',
    'A: @model',
    'schemaVersion',
    'a whole number from 1',
  ],
  ["@model({ name: ▸'' }) export class A { x = 1; }", 'A: @model', 'name', 'a string that is not empty'],
  [
    '@apiError({ status: ▸500 }) export class A extends Error {}',
    'A',
    'status',
    'a whole number from 400 to 499',
  ],
  [
    "@apiError({ code: ▸'No Stock' }) export class A extends Error {}",
    'A',
    'code',
    'snake_case, such as "out_of_stock"',
  ],
  [
    "@model export class A { @command({ audit: ▸{ event: '' } }) run() {} }",
    'A.run: @command',
    'audit',
    "{ event: '…', message?: '…' }",
  ],
  [
    "@model export class A { @command @outbox(▸'') run() { return 1; } }",
    'A.run: @outbox',
    'topic',
    'a string that is not empty',
  ],
] as const) {
  testRefusal(`an option of a wrong value is refused: ${source.replace('▸', '')}`, source, {
    code: 'option_invalid',
    message: `${subject}: the option ${option} must be ${expected}.`,
    hint: 'Correct the value, or leave the option out to get its default.',
  });
}

testRefusal('an anonymous error is refused', '▸@apiError export default class extends Error {}', {
  code: 'error_anonymous',
  message: 'A domain error needs a name of its own: its code and messages come from it.',
  hint: 'Write `@apiError export class OutOfStock extends Error { … }`.',
});

for (const name of ['type', 'title', 'status', 'detail', 'code', 'instance', 'correlationId', 'recordId']) {
  testRefusal(
    `an error with a public field "${name}" is refused`,
    `@apiError export class A extends Error { constructor(readonly ▸${name}: string) { super(); } }`,
    {
      code: 'error_field_reserved',
      message: `A.${name}: every problem document has a member "${name}" of its own, which the field would overwrite.`,
      hint: 'Rename the field, or make it private.',
    },
  );
}

test('two errors of one class name are refused', (t) => {
  const error = "import { apiError } from '@persist/runtime';\n@apiError export class Oops extends Error {}";
  const { diagnostics } = compileContract({ root: scratchApp(t, { 'src/a.ts': error, 'src/b.ts': error }) });
  assert.deepEqual(diagnostics, [
    {
      severity: 'error',
      code: 'error_name_duplicate',
      message: 'Oops: Oops of src/a.ts is a domain error of the same class name.',
      hint: 'Rename one of the classes: the contract tells errors apart by it.',
      place: { file: 'src/b.ts', line: 2, column: 24 },
    },
  ]);
});
