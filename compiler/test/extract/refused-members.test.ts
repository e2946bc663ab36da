import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, problemsOf } from './scratch-app.js';

const refuse = (title: string, source: string, code: string, message: string, hint: string): void => {
  test(title, () => assertRefused(source, { code, message, hint }));
};

refuse('a #private field is refused',
  '@model export class A { ▸#secret = 1; read() { return this.#secret; } }',
  'hash_private_field',
  'A.#secret: a #private field cannot be stored, because nothing outside the class body can read it.',
  'Write `private secret`: it is stored and never shown.');

refuse('a #private method is refused',
  '@model export class A { ▸#check() { return 1; } read() { return this.#check(); } }',
  'hash_private_method',
  'A.#check: a #private method cannot be called while a command is recorded, because it refuses the recording proxy.',
  'Write `private check`.');

refuse('a #private getter is refused',
  '@model export class A { get ▸#top() { return 1; } read() { return this.#top; } }',
  'hash_private_method',
  'A.#top: a #private method cannot be called while a command is recorded, because it refuses the recording proxy.',
  'Write `private top`.');

refuse('an accessor field is refused',
  '@model export class A { accessor ▸x = 1; }',
  'accessor_field',
  'A.x: an accessor keeps its value in a #private field, which cannot be stored.',
  'Remove `accessor`: a plain field is stored.');

refuse('a computed field name is refused',
  "const name = 'x'; @model export class A { ▸[name] = 1; }",
  'computed_member',
  'A: a computed member name is not known until the app runs.',
  'Write the name itself.');

refuse('a computed command name is refused',
  "const name = 'x'; @model export class A { @command ▸[name]() {} }",
  'computed_member',
  'A: a computed member name is not known until the app runs.',
  'Write the name itself.');

refuse('a field name that makes no column is refused',
  "@model export class A { ▸'first name' = 1; }",
  'member_name_invalid',
  'A.first name: no column or path can be made of this name.',
  'Use letters and digits, such as ownerName.');

refuse('a field name without a letter is refused',
  '@model export class A { ▸$ = 1; }',
  'member_name_invalid',
  'A.$: no column or path can be made of this name.',
  'Use letters and digits, such as ownerName.');

refuse('a command name without a letter is refused',
  '@model export class A { @command ▸$() {} }',
  'member_name_invalid',
  'A.$: no column or path can be made of this name.',
  'Use letters and digits, such as ownerName.');

refuse('an index signature in a model is refused',
  '@model export class A { ▸[key: string]: number; }',
  'index_signature',
  'A: fields that only an index signature names cannot be stored.',
  'Keep them in one field: `entries: Record<string, …> = {}`.');

for (const name of ['id', 'version', 'createdAt', 'updatedAt']) {
  refuse(`a field "${name}" is refused`,
    `@model export class A { ▸${name} = ''; }`,
    'field_reserved',
    `A.${name}: every record has a member of this name of its own (id, version, createdAt, updatedAt).`,
    'Rename it; the framework keeps id, version and times of a record by itself.');
}

refuse('a getter of a reserved name is refused',
  '@model export class A { get ▸version() { return 1; } }',
  'field_reserved',
  'A.version: every record has a member of this name of its own (id, version, createdAt, updatedAt).',
  'Rename it; the framework keeps id, version and times of a record by itself.');

refuse('two fields of one column are refused',
  '@model export class A { firstName = 1; ▸first_name = 2; }',
  'column_duplicate',
  'A.first_name: its column "first_name" is already that of A.firstName.',
  'Rename one of the two: column names are snake_case, whatever the case of the field.');

refuse('a field whose column the framework keeps is refused',
  '@model export class A { ▸created_at = 1; }',
  'column_reserved',
  'A.created_at: its column "created_at" is one the framework keeps in every table.',
  'Rename the field.');

for (const [name, mark] of [['views', 'command'], ['_audits', 'query'], ['Views', 'command'], ['then', 'command'], ['_top', 'view']] as const) {
  refuse(`a ${mark} "${name}" is refused`,
    `@model export class A { @${mark} ▸${name}() { return 1; } }`,
    'method_reserved',
    `A.${name}: this name is reserved; paths that begin with "_" or "views" belong to the framework, and a handle with "then" could not be awaited.`,
    'Rename the method.');
}

refuse('a command and a query of one path are refused',
  '@model export class A { @command openAll() {} @query ▸OpenAll() { return 1; } }',
  'path_duplicate',
  'A.OpenAll: its path "open-all" is already that of A.openAll.',
  'Rename one of the two: paths are kebab-case, whatever the case of the method.');

test('a view may have the path of a command: views have a space of their own', () => {
  assert.deepEqual(problemsOf('@model export class A { @command openAll() {} @view OpenAll() { return 1; } }'), []);
});

for (const [title, member, path, mark, belongs] of [
  ['a command on a getter', '▸@command get x() { return 1; }', 'A.x', 'command', 'a method that changes the state'],
  ['a command on a setter', '▸@command set x(_value: number) {}', 'A.x', 'command', 'a method that changes the state'],
  ['a query on a getter', '▸@query get x() { return 1; }', 'A.x', 'query', 'a method that reads the state; a getter is marked @view'],
  ['a command on a field', '▸@command x = 1;', 'A.x', 'command', 'a method that changes the state'],
  ['an invariant on a getter', '▸@invariant get x() { return 1; }', 'A.x', 'invariant', 'a method that checks the state'],
  ['a view on a field', '▸@view x = 1;', 'A.x', 'view', 'a getter, or a method without required arguments'],
  ['unique on a method', '▸@unique x() {}', 'A.x', 'unique', 'a field'],
  ['index on a getter', '▸@index get x() { return 1; }', 'A.x', 'index', 'a field'],
  ['outbox on a getter', "▸@outbox('t') get x() { return 1; }", 'A.x', 'outbox', 'a method that is a @command'],
  ['apiError on a method', '▸@apiError x() {}', 'A.x', 'apiError', 'an error class'],
  ['model on a method', '▸@model x() {}', 'A.x', 'model', 'a class'],
] as const) {
  refuse(`${title} is refused`, `@model export class A { ${member} }`, 'mark_misplaced', `${path}: @${mark} does not belong here.`, `@${mark} marks ${belongs}.`);
}

refuse('a static command is refused',
  '@model export class A { @command static ▸make() {} }',
  'mark_on_static',
  'A.make: @command on a static member has no record to work on.',
  'Remove `static`; what concerns several records belongs in a service that calls their handles.');

for (const modifier of ['private', 'protected']) {
  refuse(`a ${modifier} command is refused`,
    `@model export class A { @command ${modifier} ▸run() {} go() { this.run(); } }`,
    'mark_on_private',
    'A.run: @command makes a member part of the API, and this one is private.',
    'Remove `private` (or `protected`), or remove @command.');
}

refuse('two roles for one method are refused',
  '@model export class A { @command ▸@query run() { return 1; } }',
  'marks_conflict',
  'A.run: it cannot be @command and @query at once.',
  'Keep one of them; let a second method call the first where both are needed.');

refuse('an outbox on what is no command is refused',
  "@model export class A { ▸@outbox('t') @query run() { return 1; } }",
  'outbox_without_command',
  'A.run: @outbox emits what a command returns, and this method is no command.',
  'Add @command.');

refuse('an outbox on a command that returns nothing is refused',
  "@model export class A { ▸@outbox('t') @command run() {} }",
  'outbox_without_result',
  'A.run: @outbox emits what a command returns, and this one returns nothing.',
  'Return the payload, or call `ctx.emit(topic, payload)` instead.');
