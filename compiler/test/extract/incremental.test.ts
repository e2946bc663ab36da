import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { compileContract, createContractCompiler, type CompileResult } from '../../src/compile-contract.js';
import { scratchApp } from './scratch-app.js';

const model = (className: string, fields: string): string =>
  `import { model } from '@persist/runtime';\n@model export class ${className} { ${fields} }`;

test('a changed file is read again, whether it is named or not', (t) => {
  const app = watch(t, { 'src/note.ts': model('Note', "text = '';") });
  assert.deepEqual(shapeOf(app.compile()), { notes: ['text'] });
  app.write('src/note.ts', model('Note', "text = ''; size = 1;"));
  assert.deepEqual(shapeOf(app.compile(['src/note.ts'])), { notes: ['text', 'size'] });
  app.write('src/note.ts', model('Note', 'size = 1;'));
  assert.deepEqual(shapeOf(app.compile([join(app.root, 'src/note.ts')])), { notes: ['size'] });
  app.write('src/note.ts', model('Note', "text = '';"));
  assert.deepEqual(shapeOf(app.compile()), { notes: ['text'] });
});

test('a file that is not named as changed is not read again', (t) => {
  const app = watch(t, { 'src/note.ts': model('Note', "text = '';") });
  app.compile();
  app.write('src/note.ts', model('Note', 'size = 1;'));
  assert.deepEqual(shapeOf(app.compile([])), { notes: ['text'] });
});

test('added and deleted files are seen', (t) => {
  const app = watch(t, { 'src/note.ts': model('Note', "text = '';") });
  app.compile();
  app.write('src/deep/task.ts', model('Task', 'done = false;'));
  assert.deepEqual(shapeOf(app.compile(['src/deep/task.ts'])), { notes: ['text'], tasks: ['done'] });
  rmSync(join(app.root, 'src/note.ts'));
  const { contract, sources } = app.compile(['src/note.ts']);
  assert.deepEqual(
    contract?.models.map(({ name }) => name),
    ['tasks'],
  );
  assert.deepEqual(sources, ['src/deep/task.ts']);
});

test('a type in another file changes the models that use it', (t) => {
  const app = watch(t, {
    'src/types.ts': 'export interface Size { width: number }',
    'src/box.ts': `import type { Size } from './types.js';\n${model('Box', 'size: Size = { width: 1 } as Size;')}`,
  });
  assert.deepEqual(Object.keys(app.compile().contract?.models[0]?.$defs['Size']?.properties ?? {}), [
    'width',
  ]);
  app.write('src/types.ts', 'export interface Size { width: number; height: number }');
  const { contract } = app.compile(['src/types.ts']);
  assert.deepEqual(Object.keys(contract?.models[0]?.$defs['Size']?.properties ?? {}), ['width', 'height']);
});

test('an import that was missing resolves once its file is there', (t) => {
  const app = watch(t, {
    'src/box.ts': `import type { Size } from './types.js';\n${model('Box', 'size: Size = null;')}`,
  });
  assert.equal(app.compile().contract, undefined);
  app.write('src/types.ts', 'export type Size = number | null;');
  const { contract, diagnostics } = app.compile(['src/types.ts']);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(contract?.models[0]?.fields[0]?.schema, { type: ['number', 'null'] });
});

test('an error goes with its cause, and so does the contract', (t) => {
  const app = watch(t, { 'src/note.ts': model('Note', 'text: any = 1;') });
  const broken = app.compile();
  assert.deepEqual([broken.contract, broken.diagnostics.map(({ code }) => code)], [undefined, ['any_type']]);
  app.write('src/note.ts', model('Note', "text = '';"));
  assert.deepEqual(shapeOf(app.compile(['src/note.ts'])), { notes: ['text'] });
  app.write('src/note.ts', 'export class {');
  assert.deepEqual(
    app.compile(['src/note.ts']).diagnostics.map(({ code, place }) => [code, place.line]),
    [['typescript', 1]],
  );
  app.write('src/note.ts', model('Note', "text = '';"));
  assert.deepEqual(shapeOf(app.compile(['src/note.ts'])), { notes: ['text'] });
});

test('a changed tsconfig is obeyed', (t) => {
  const app = watch(t, { 'src/note.ts': model('Note', "text = '';") });
  app.compile();
  app.write('tsconfig.json', '{ "compilerOptions": { "module": "NodeNext", "strict": false } }');
  assert.deepEqual(
    app.compile(['tsconfig.json']).diagnostics.map(({ code }) => code),
    ['strict_off'],
  );
});

test('whatever changes, the result is that of a fresh compile', (t) => {
  const app = watch(t, {
    'src/base.ts': `import { command } from '@persist/runtime';
      export abstract class Base { label = ''; @command relabel(label: string) { this.label = label; } }`,
    'src/rules.ts':
      "import { Oops } from './errors.js'; export function check(text: string) { if (text === '') throw new Oops(); }",
    'src/errors.ts':
      "import { apiError } from '@persist/runtime'; @apiError export class Oops extends Error {}",
    'src/note.ts': `import { command, model } from '@persist/runtime';
      import { Base } from './base.js';
      import * as rules from './rules.js';
      @model export class Note extends Base { kind: Kind = 'a'; @command save(text: string) { rules.check(text); } }`,
    'src/other.ts': model('Other', "kind: Kind = 'a';"),
    'src/kind.d.ts': "type Kind = 'a' | 'b';",
  });
  const edits: readonly (readonly [path: string, text: string | undefined])[] = [
    ['src/other.ts', model('Other', 'size = 1;')],
    ['src/rules.ts', 'export function check(text: string) { return text; }'],
    ['src/kind.d.ts', "type Kind = 'a' | 'c';"],
    ['src/base.ts', 'export abstract class Base { title = 1; }'],
    [
      'src/errors.ts',
      "import { apiError } from '@persist/runtime'; @apiError({ status: 409 }) export class Oops extends Error {}",
    ],
    ['src/extra.ts', "import { command } from '@persist/runtime'; export class Extra { @command run() {} }"],
    ['src/extra.ts', undefined],
    ['src/other.ts', model('Note', 'size = 1;')],
    ['src/note.ts', undefined],
  ];
  assert.deepEqual(app.compile(), compileContract({ root: app.root }));
  for (const [path, text] of edits) {
    if (text === undefined) rmSync(join(app.root, path));
    else app.write(path, text);
    assert.deepEqual(
      app.compile([path]),
      compileContract({ root: app.root }),
      `after ${path} became ${text}`,
    );
  }
});

function watch(t: TestContext, files: Readonly<Record<string, string>>) {
  const root = scratchApp(t, files);
  const compiler = createContractCompiler({ root });
  t.after(() => compiler.close());
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  return { root, write, compile: (changed?: readonly string[]) => compiler.compile(changed) };
}

/** Model names and their fields. */
function shapeOf({ contract, diagnostics }: CompileResult): Readonly<Record<string, readonly string[]>> {
  assert.deepEqual(diagnostics, []);
  return Object.fromEntries(
    contract!.models.map(({ name, fields }) => [name, fields.map((field) => field.name)]),
  );
}
