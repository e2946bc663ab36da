import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileContract } from '../../src/compile-contract.js';
import { assertRefused, compileModel, scratchApp } from './scratch-app.js';

const model = "import { model } from '@persist/runtime';\n@model export class A { x = 1; }";

for (const option of ['strict', 'strictNullChecks']) {
  test(`"${option}": false is refused`, (t) => {
    const tsconfig = `{\n  "compilerOptions": { "module": "NodeNext", "${option}": false }\n}`;
    const { contract, diagnostics } = compileContract({
      root: scratchApp(t, { 'tsconfig.json': tsconfig, 'src/model.ts': model }),
    });
    assert.equal(contract, undefined);
    assert.deepEqual(diagnostics, [
      {
        severity: 'error',
        code: 'strict_off',
        message: `"${option}": false hides null and undefined from the types, so the contract could not tell what is optional.`,
        hint: `Remove "${option}" from the tsconfig, or set it to true.`,
        place: { file: 'tsconfig.json', line: 2, column: 46 },
      },
    ]);
  });
}

test('"experimentalDecorators" is refused, from an extended config too', (t) => {
  const { diagnostics } = compileContract({
    root: scratchApp(t, {
      'tsconfig.base.json': '{ "compilerOptions": { "module": "NodeNext", "experimentalDecorators": true } }',
      'tsconfig.json': '{ "extends": "./tsconfig.base.json" }',
      'src/main.ts': 'export {};',
    }),
  });
  assert.deepEqual(diagnostics, [
    {
      severity: 'error',
      code: 'experimental_decorators',
      message: '"experimentalDecorators" compiles decorators in a way that @model and @command cannot read.',
      hint: 'Remove "experimentalDecorators" (and "emitDecoratorMetadata") from the tsconfig: standard decorators need no option.',
      place: { file: 'tsconfig.json', line: 1, column: 1 },
    },
  ]);
});

test('a tsconfig that cannot be read is refused', (t) => {
  const root = scratchApp(t, {
    'tsconfig.json': '{ "compilerOptions": { "module": "Esperanto" } }',
    'src/main.ts': 'export {};',
  });
  const [diagnostic, ...others] = compileContract({ root }).diagnostics;
  assert.deepEqual(others, []);
  assert.equal(diagnostic?.code, 'tsconfig_invalid');
  assert.match(diagnostic.message, /^The tsconfig cannot be read: Argument for '--module' option must be: /);
  assert.equal(diagnostic.hint, 'Correct it, or remove it to use the defaults (strict, ES2022, NodeNext).');
  assert.deepEqual(diagnostic.place, { file: 'tsconfig.json', line: 1, column: 34 });
});

test('a tsconfig that is named and absent is refused', (t) => {
  const root = scratchApp(t, { 'src/main.ts': 'export {};' });
  const [diagnostic] = compileContract({ root, tsconfig: 'tsconfig.app.json' }).diagnostics;
  assert.equal(diagnostic?.code, 'tsconfig_invalid');
  assert.match(diagnostic.message, /tsconfig\.app\.json/);
  assert.deepEqual(diagnostic.place, { file: 'tsconfig.app.json', line: 1, column: 1 });
});

test('a syntax error is reported, and nothing else, because the rest could not be trusted', () => {
  assertRefused('@model export class A { x = ▸; y: any = 1; }', {
    code: 'typescript',
    message: 'TS1109: Expression expected.',
    hint: 'Correct the type error: the contract is read from the types.',
  });
});

test('a type error in a file that declares a model is reported', () => {
  assertRefused('@model export class A { ▸x: number = "1"; }', {
    code: 'typescript',
    message: "TS2322: Type 'string' is not assignable to type 'number'.",
    hint: 'Correct the type error: the contract is read from the types.',
  });
});

test('a name that leads nowhere is reported as that, not as the `any` it becomes', () => {
  assertRefused('@model export class A { x = ▸fals; }', {
    code: 'typescript',
    message: "TS2304: Cannot find name 'fals'.",
    hint: 'Correct the type error: the contract is read from the types.',
  });
  assertRefused('@model export class A { x?: ▸Strin; }', {
    code: 'typescript',
    message: "TS2552: Cannot find name 'Strin'. Did you mean 'String'?",
    hint: 'Correct the type error: the contract is read from the types.',
  });
});

test('a type error elsewhere is none of the contract’s business', (t) => {
  const root = scratchApp(t, { 'src/model.ts': model, 'src/main.ts': 'export const x: number = "1";' });
  assert.deepEqual(compileContract({ root }).diagnostics, []);
});

test('an import of a source that is not there is reported, because a model may be in it', (t) => {
  const root = scratchApp(t, {
    'src/main.ts': "import './routes.js';",
    'src/routes.ts': "import { A } from './model.js';\nconsole.log(A);",
  });
  const { contract, diagnostics } = compileContract({ root });
  assert.equal(contract, undefined);
  assert.deepEqual(diagnostics, [
    {
      severity: 'error',
      code: 'typescript',
      message: "TS2307: Cannot find module './model.js' or its corresponding type declarations.",
      hint: 'Correct the type error: the contract is read from the types.',
      place: { file: 'src/routes.ts', line: 1, column: 19 },
    },
  ]);
});

test('a lost import that the entry can do without is none of the contract’s business', (t) => {
  const root = scratchApp(t, {
    'src/model.ts': model,
    'src/main.ts': [
      "import './model.js';",
      "import type { Client } from './client.js';",
      "export const local: Client = await import('./local.js').catch(() => undefined);",
    ].join('\n'),
    'src/draft.ts': "import { draft } from './nowhere.js';\nconsole.log(draft);",
  });
  assert.deepEqual(compileContract({ root }).diagnostics, []);
});

test('a warning does not hide a type error on its line', () => {
  const { diagnostics } = compileModel('@model export class A { x: number = "1"; y = new Date(); }');
  assert.deepEqual(
    diagnostics.map(({ severity, code }) => `${severity} ${code}`),
    ['error typescript', 'warning clock_in_command'],
  );
});

test('all problems are reported, by place', (t) => {
  const root = scratchApp(t, {
    'src/z.ts':
      "import { model } from '@persist/runtime';\n@model export class Z { a: any = 1; b: unknown = 1; }",
    'src/a.ts':
      "import { command, model } from '@persist/runtime';\n@model export class A {\n  #x = 1;\n  @command run(f: () => void, ...rest: symbol[]) { f(); return [this.#x, rest.length]; }\n}",
  });
  assert.deepEqual(
    compileContract({ root }).diagnostics.map(
      ({ code, place }) => `${place.file}:${place.line}:${place.column} ${code}`,
    ),
    [
      'src/a.ts:3:3 hash_private_field',
      'src/a.ts:4:16 function_type',
      'src/a.ts:4:34 rest_parameter',
      'src/a.ts:4:34 symbol_type',
      'src/z.ts:2:25 any_type',
      'src/z.ts:2:37 unknown_type',
    ],
  );
});

test('where @persist/runtime is not installed TypeScript says so, and no model vanishes silently', (t) => {
  const root = scratchApp(t, { 'src/model.ts': model });
  rmSync(join(root, 'node_modules'), { recursive: true });
  assert.deepEqual(
    compileContract({ root }).diagnostics.map(({ code, message }) => [code, message.slice(0, 6)]),
    [['typescript', 'TS2307']],
  );
});
