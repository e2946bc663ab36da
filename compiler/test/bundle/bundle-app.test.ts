import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { bundleApp } from '../../src/bundle/bundle-app.js';
import { runNode } from '../loader/run-node.js';
import { scratchFolder } from '../loader/scratch-folder.js';

const dist = { outdir: 'dist', mode: 'production' } as const;

test('sources in several files become one module that runs, while packages stay imports', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts':
      "import { Order } from './orders/order.js';\nconsole.log(JSON.stringify(new Order('EUR')));",
    'src/orders/order.ts': `
      import { mark } from 'marks';
      import { Money } from '../money.js';
      @mark export class Order { total = new Money(); constructor(readonly currency: string) {} }
    `,
    'src/money.ts': 'export class Money { minor: number = 0; }',
    'node_modules/marks/package.json': '{ "type": "module", "exports": "./index.js" }',
    'node_modules/marks/index.js': 'export const mark = (target) => console.log(target.name);',
  });

  const result = await bundleApp({ root, ...dist });

  assert.deepEqual(result, {
    errors: [],
    warnings: [],
    files: ['dist/main.js', 'dist/main.js.map'].map((name) => join(root, name)),
    inputs: ['src/main.ts', 'src/money.ts', 'src/orders/order.ts'].map((name) => join(root, name)),
  });
  assert.match(readFileSync(join(root, 'dist/main.js'), 'utf8'), /from "marks"/);
  const run = await runNode(root, ['dist/main.js']);
  assert.deepEqual(run, { code: 0, stdout: 'Order\n{"currency":"EUR","total":{"minor":0}}\n', stderr: '' });
});

test('classes of one name in two files both keep it', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts': `
      import { Item as A } from './a.js';
      import { Item as B } from './b.js';
      console.log(A === (B as unknown), A.name, B.name);
    `,
    'src/a.ts': 'export class Item { a = 1; }',
    'src/b.ts': 'export class Item { b = 2; }',
  });

  await bundleApp({ root, ...dist });

  assert.equal((await runNode(root, ['dist/main.js'])).stdout, 'false Item Item\n');
});

test('stack traces of the bundle name the sources, which its map contains', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts': "import { fail } from './fail.js';\nfail();\n",
    'src/fail.ts':
      "type Text = string;\nexport function fail(): never {\n  throw new Error('there' as Text);\n}\n",
  });

  await bundleApp({ root, ...dist });

  const run = await runNode(root, ['dist/main.js']);
  assert.match(run.stderr, /at fail \(.*\/src\/fail\.ts:3:9\)\n {4}at .*\/src\/main\.ts:2:1/);
  const map = JSON.parse(readFileSync(join(root, 'dist/main.js.map'), 'utf8')) as {
    sourcesContent: string[];
  };
  assert.ok(map.sourcesContent.includes(readFileSync(join(root, 'src/fail.ts'), 'utf8')));
});

test('production fixes NODE_ENV in the app; development leaves it to the process', async (t) => {
  const root = scratchFolder(t, { 'src/main.ts': 'console.log(process.env.NODE_ENV);' });

  await bundleApp({ root, outdir: 'prod', mode: 'production' });
  await bundleApp({ root, outdir: 'dev', mode: 'development' });

  const env = { NODE_ENV: 'staging' };
  assert.equal((await runNode(root, ['prod/main.js'], env)).stdout, 'production\n');
  assert.equal((await runNode(root, ['dev/main.js'], env)).stdout, 'staging\n');
});

test('class fields mean what the tsconfig says, as under the loader', async (t) => {
  const root = scratchFolder(t, {
    'tsconfig.json': '{ "compilerOptions": { "useDefineForClassFields": false } }',
    'src/main.ts': 'class Note { text?: string }\nconsole.log(Object.keys(new Note()).length);',
  });

  await bundleApp({ root, ...dist });

  assert.equal((await runNode(root, ['dist/main.js'])).stdout, '0\n');
});

test('a syntax error is data with its place and line, and leaves the last bundle as it is', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts': "import './model.js';",
    'src/model.ts': 'const fine = 1;\nconst é = "é"; let total price = 3;',
    'dist/main.js': 'the last bundle',
  });

  const result = await bundleApp({ root, ...dist });

  assert.deepEqual(result, {
    errors: [
      {
        message: 'Expected ";" but found "price"',
        place: { file: 'src/model.ts', line: 2, column: 26 },
        lineText: 'const é = "é"; let total price = 3;',
      },
    ],
    warnings: [],
    files: [],
    inputs: [],
  });
  assert.deepEqual(readdirSync(join(root, 'dist')), ['main.js']);
  assert.equal(readFileSync(join(root, 'dist/main.js'), 'utf8'), 'the last bundle');
});

test('an import that leads nowhere is data with its place', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts': "import { Order } from './order.js';\nconsole.log(Order);",
  });

  const { errors } = await bundleApp({ root, ...dist });

  assert.deepEqual(errors, [
    {
      message: 'Could not resolve "./order.js"',
      place: { file: 'src/main.ts', line: 1, column: 23 },
      lineText: "import { Order } from './order.js';",
    },
  ]);
});

test('a missing entry, a CommonJS package and legacy decorators are refused before bundling', async (t) => {
  const missing = scratchFolder(t, {});
  const commonjs = scratchFolder(t, { 'package.json': '{ "type": "commonjs" }', 'src/main.ts': '' });
  const legacy = scratchFolder(t, {
    'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
    'src/main.ts': '',
  });

  const messageOf = async (root: string) => (await bundleApp({ root, ...dist })).errors[0]?.message;

  assert.match((await messageOf(missing)) ?? '', /^src\/main\.ts does not exist\./);
  assert.match(
    (await messageOf(commonjs)) ?? '',
    /^package\.json: "type": "commonjs" .* Write "type": "module"\.$/,
  );
  assert.match((await messageOf(legacy)) ?? '', /tsconfig\.json: "experimentalDecorators": true/);
  for (const root of [missing, commonjs, legacy]) assert.equal(existsSync(join(root, 'dist')), false);
});
