import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testRefusal, problemsOf } from './scratch-app.js';

testRefusal(
  'a #private field is refused',
  '@model export class A { ▸#secret = 1; read() { return this.#secret; } }',
  {
    code: 'hash_private_field',
    message:
      'A.#secret: a #private field cannot be stored, because nothing outside the class body can read it.',
    hint: 'Write `private secret`: it is stored and never shown.',
  },
);

testRefusal(
  'a #private method is refused',
  '@model export class A { ▸#check() { return 1; } read() { return this.#check(); } }',
  {
    code: 'hash_private_method',
    message:
      'A.#check: a #private method cannot be called while a command is recorded, because it refuses the recording proxy.',
    hint: 'Write `private check`.',
  },
);

testRefusal(
  'a #private getter is refused',
  '@model export class A { get ▸#top() { return 1; } read() { return this.#top; } }',
  {
    code: 'hash_private_method',
    message:
      'A.#top: a #private method cannot be called while a command is recorded, because it refuses the recording proxy.',
    hint: 'Write `private top`.',
  },
);

testRefusal('an accessor field is refused', '@model export class A { accessor ▸x = 1; }', {
  code: 'accessor_field',
  message: 'A.x: an accessor keeps its value in a #private field, which cannot be stored.',
  hint: 'Remove `accessor`: a plain field is stored.',
});

testRefusal('a computed field name is refused', "const name = 'x'; @model export class A { ▸[name] = 1; }", {
  code: 'computed_member',
  message: 'A: a computed member name is not known until the app runs.',
  hint: 'Write the name itself.',
});

testRefusal(
  'a computed command name is refused',
  "const name = 'x'; @model export class A { @command ▸[name]() {} }",
  {
    code: 'computed_member',
    message: 'A: a computed member name is not known until the app runs.',
    hint: 'Write the name itself.',
  },
);

testRefusal('a field name that makes no column is refused', "@model export class A { ▸'first name' = 1; }", {
  code: 'member_name_invalid',
  message: 'A.first name: no column or path can be made of this name.',
  hint: 'Use letters and digits, such as ownerName.',
});

testRefusal('a field name without a letter is refused', '@model export class A { ▸$ = 1; }', {
  code: 'member_name_invalid',
  message: 'A.$: no column or path can be made of this name.',
  hint: 'Use letters and digits, such as ownerName.',
});

testRefusal('a command name without a letter is refused', '@model export class A { @command ▸$() {} }', {
  code: 'member_name_invalid',
  message: 'A.$: no column or path can be made of this name.',
  hint: 'Use letters and digits, such as ownerName.',
});

testRefusal('an index signature in a model is refused', '@model export class A { ▸[key: string]: number; }', {
  code: 'index_signature',
  message: 'A: fields that only an index signature names cannot be stored.',
  hint: 'Keep them in one field: `entries: Record<string, …> = {}`.',
});

for (const name of ['id', 'version', 'createdAt', 'updatedAt']) {
  testRefusal(`a field "${name}" is refused`, `@model export class A { ▸${name} = ''; }`, {
    code: 'field_reserved',
    message: `A.${name}: every record has a member of this name of its own (id, version, createdAt, updatedAt).`,
    hint: 'Rename it; the framework keeps id, version and times of a record by itself.',
  });
}

testRefusal(
  'a getter of a reserved name is refused',
  '@model export class A { get ▸version() { return 1; } }',
  {
    code: 'field_reserved',
    message:
      'A.version: every record has a member of this name of its own (id, version, createdAt, updatedAt).',
    hint: 'Rename it; the framework keeps id, version and times of a record by itself.',
  },
);

testRefusal(
  'a field named like a filter of another one is refused',
  '@model export class A { score = 0; ▸score__gte = 0; private hidden = 0; hidden__gte = 0; }',
  {
    code: 'filter_ambiguous',
    message:
      "A.score__gte: a list filters score by the parameter score__gte, which would be this field's as well.",
    hint: 'Rename the field: what follows two underscores in a parameter is an operator.',
  },
);

testRefusal(
  "a field named like a filter of the record's own facts is refused",
  '@model export class A { ▸createdAt__lt = 0; }',
  {
    code: 'filter_ambiguous',
    message:
      "A.createdAt__lt: a list filters createdAt by the parameter createdAt__lt, which would be this field's as well.",
    hint: 'Rename the field: what follows two underscores in a parameter is an operator.',
  },
);

testRefusal(
  'two fields of one column are refused',
  '@model export class A { firstName = 1; ▸first_name = 2; }',
  {
    code: 'column_duplicate',
    message: 'A.first_name: its column "first_name" is already that of A.firstName.',
    hint: 'Rename one of the two: column names are snake_case, whatever the case of the field.',
  },
);

testRefusal(
  'a field whose column the framework keeps is refused',
  '@model export class A { ▸created_at = 1; }',
  {
    code: 'column_reserved',
    message: 'A.created_at: its column "created_at" is one the framework keeps in every table.',
    hint: 'Rename the field.',
  },
);

for (const [name, mark] of [
  ['views', 'command'],
  ['_audits', 'query'],
  ['Views', 'command'],
  ['then', 'command'],
  ['_top', 'view'],
] as const) {
  testRefusal(
    `a ${mark} "${name}" is refused`,
    `@model export class A { @${mark} ▸${name}() { return 1; } }`,
    {
      code: 'method_reserved',
      message: `A.${name}: this name is reserved; paths that begin with "_" or "views" belong to the framework, and a handle with "then" could not be awaited.`,
      hint: 'Rename the method.',
    },
  );
}

testRefusal(
  'a command and a query of one path are refused',
  '@model export class A { @command openAll() {} @query ▸OpenAll() { return 1; } }',
  {
    code: 'path_duplicate',
    message: 'A.OpenAll: its path "open-all" is already that of A.openAll.',
    hint: 'Rename one of the two: paths are kebab-case, whatever the case of the method.',
  },
);

test('a view may have the path of a command: views have a space of their own', () => {
  assert.deepEqual(
    problemsOf('@model export class A { @command openAll() {} @view OpenAll() { return 1; } }'),
    [],
  );
});

for (const [title, member, path, mark, belongs] of [
  [
    'a command on a getter',
    '▸@command get x() { return 1; }',
    'A.x',
    'command',
    'a method that changes the state',
  ],
  [
    'a command on a setter',
    '▸@command set x(_value: number) {}',
    'A.x',
    'command',
    'a method that changes the state',
  ],
  [
    'a query on a getter',
    '▸@query get x() { return 1; }',
    'A.x',
    'query',
    'a method that reads the state; a getter is marked @view',
  ],
  ['a command on a field', '▸@command x = 1;', 'A.x', 'command', 'a method that changes the state'],
  [
    'an invariant on a getter',
    '▸@invariant get x() { return 1; }',
    'A.x',
    'invariant',
    'a method that checks the state',
  ],
  ['a view on a field', '▸@view x = 1;', 'A.x', 'view', 'a getter, or a method without required arguments'],
  ['unique on a method', '▸@unique x() {}', 'A.x', 'unique', 'a field'],
  ['index on a getter', '▸@index get x() { return 1; }', 'A.x', 'index', 'a field'],
  [
    'outbox on a getter',
    "▸@outbox('t') get x() { return 1; }",
    'A.x',
    'outbox',
    'a method that is a @command',
  ],
  ['apiError on a method', '▸@apiError x() {}', 'A.x', 'apiError', 'an error class'],
  ['model on a method', '▸@model x() {}', 'A.x', 'model', 'a class'],
] as const) {
  testRefusal(`${title} is refused`, `@model export class A { ${member} }`, {
    code: 'mark_misplaced',
    message: `${path}: @${mark} does not belong here.`,
    hint: `@${mark} marks ${belongs}.`,
  });
}

testRefusal('a static command is refused', '@model export class A { @command static ▸make() {} }', {
  code: 'mark_on_static',
  message: 'A.make: @command on a static member has no record to work on.',
  hint: 'Remove `static`; what concerns several records belongs in a service that calls their handles.',
});

for (const modifier of ['private', 'protected']) {
  testRefusal(
    `a ${modifier} command is refused`,
    `@model export class A { @command ${modifier} ▸run() {} go() { this.run(); } }`,
    {
      code: 'mark_on_private',
      message: 'A.run: @command makes a member part of the API, and this one is private.',
      hint: 'Remove `private` (or `protected`), or remove @command.',
    },
  );
}

testRefusal(
  'two roles for one method are refused',
  '@model export class A { @command ▸@query run() { return 1; } }',
  {
    code: 'marks_conflict',
    message: 'A.run: it cannot be @command and @query at once.',
    hint: 'Keep one of them; let a second method call the first where both are needed.',
  },
);

testRefusal(
  'an outbox on what is no command is refused',
  "@model export class A { ▸@outbox('t') @query run() { return 1; } }",
  {
    code: 'outbox_without_command',
    message: 'A.run: @outbox emits what a command returns, and this method is no command.',
    hint: 'Add @command.',
  },
);

testRefusal(
  'an outbox on a command that returns nothing is refused',
  "@model export class A { ▸@outbox('t') @command run() {} }",
  {
    code: 'outbox_without_result',
    message: 'A.run: @outbox emits what a command returns, and this one returns nothing.',
    hint: 'Return the payload, or call `ctx.emit(topic, payload)` instead.',
  },
);
