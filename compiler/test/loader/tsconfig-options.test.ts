import assert from 'node:assert/strict';
import test from 'node:test';
import { runNode } from './run-node.js';
import { scratchFolder } from './scratch-folder.js';

const declaresField = 'class Note { text?: string }\nconsole.log(Object.keys(new Note()));';

test('a declared field is an own property, as the language has it', async (t) => {
  const folder = scratchFolder(t, { 'app.ts': declaresField });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.stdout, "[ 'text' ]\n");
});

test('useDefineForClassFields: false of the nearest tsconfig leaves a declared field out', async (t) => {
  const folder = scratchFolder(t, {
    'tsconfig.json': '{ "compilerOptions": { "useDefineForClassFields": false } }',
    'src/app.ts': declaresField,
  });

  const run = await runNode(folder, ['src/app.ts']);

  assert.equal(run.stdout, '[]\n');
});

test('an inherited target before ES2022 turns useDefineForClassFields off, as in TypeScript', async (t) => {
  const folder = scratchFolder(t, {
    'tsconfig.json': '{ "extends": "./config/base", } // trailing comma and comment',
    'config/base.json': '{ "compilerOptions": { "target": "es2021" } }',
    'app.ts': declaresField,
  });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.stdout, '[]\n');
});

test('verbatimModuleSyntax keeps an import that is not used as a value', async (t) => {
  const files = {
    'app.ts': "import { unused } from './effect.js';\ntype Unused = typeof unused;",
    'effect.ts': "console.log('effect');\nexport const unused = 1;",
  };
  const elided = scratchFolder(t, files);
  const kept = scratchFolder(t, {
    ...files,
    'tsconfig.json': '{ "compilerOptions": { "verbatimModuleSyntax": true } }',
  });

  assert.equal((await runNode(elided, ['app.ts'])).stdout, '');
  assert.equal((await runNode(kept, ['app.ts'])).stdout, 'effect\n');
});

test('JSX is compiled as the tsconfig says', async (t) => {
  const folder = scratchFolder(t, {
    'tsconfig.json': '{ "compilerOptions": { "jsx": "react", "jsxFactory": "element" } }',
    'app.tsx':
      'const element = (...args: unknown[]) => JSON.stringify(args);\nconsole.log(<p id="a">text</p>);',
  });

  const run = await runNode(folder, ['app.tsx']);

  assert.equal(run.stdout, '["p",{"id":"a"},"text"]\n');
});

test('experimentalDecorators is refused with the file that sets it and what to do', async (t) => {
  const folder = scratchFolder(t, {
    'tsconfig.json': '{ "extends": "./base.json" }',
    'base.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
    'app.ts': 'console.log(1);',
  });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.code, 1);
  assert.match(
    run.stderr,
    /\/base\.json: "experimentalDecorators": true compiles decorators to the older proposal/,
  );
  assert.match(run.stderr, /Remove "experimentalDecorators" and "emitDecoratorMetadata"/);
});

test('a tsconfig that is no JSON is named', async (t) => {
  const folder = scratchFolder(t, { 'tsconfig.json': '{ "compilerOptions": }', 'app.ts': '' });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.code, 1);
  assert.match(run.stderr, /\/tsconfig\.json cannot be read as JSON with comments: /);
});
