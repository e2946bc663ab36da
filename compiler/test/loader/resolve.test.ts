import assert from 'node:assert/strict';
import test from 'node:test';
import { runNode } from './run-node.js';
import { scratchFolder } from './scratch-folder.js';

const exporting = (value: string) => `export const value: string = '${value}';`;
const printing = (specifier: string) => `import { value } from '${specifier}';\nconsole.log(value);`;

for (const [specifier, file] of [
  ['./found.js', 'found.ts'],
  ['./found.js', 'found.tsx'],
  ['./found.jsx', 'found.tsx'],
  ['./found.mjs', 'found.mts'],
  ['./found.ts', 'found.ts'],
  ['../found.js', '../found.ts'],
  ['./found.js?once', 'found.ts'],
] as const) {
  test(`an import of ${specifier} finds ${file}`, async (t) => {
    const folder = scratchFolder(t, { 'src/app.ts': printing(specifier), [`src/${file}`]: exporting(file) });

    const run = await runNode(folder, ['src/app.ts']);

    assert.deepEqual(run, { code: 0, stdout: `${file}\n`, stderr: '' });
  });
}

test('an import of ./found.cjs finds found.cts, which runs as CommonJS', async (t) => {
  const folder = scratchFolder(t, {
    'app.ts': "import found from './found.cjs';\nconsole.log(found.separator);",
    'found.cts': "import path = require('node:path');\nexport = { separator: path.posix.sep as string };",
  });

  const run = await runNode(folder, ['app.ts']);

  assert.deepEqual(run, { code: 0, stdout: '/\n', stderr: '' });
});

test('an entry of the package\'s "imports" that names compiled files finds the sources', async (t) => {
  const folder = scratchFolder(t, {
    'package.json': '{ "type": "module", "imports": { "#domain/*.js": "./src/domain/*.js" } }',
    'src/app.ts': printing('#domain/money.js'),
    'src/domain/money.ts': exporting('money'),
  });

  const run = await runNode(folder, ['src/app.ts']);

  assert.deepEqual(run, { code: 0, stdout: 'money\n', stderr: '' });
});

test('a JavaScript file that exists is preferred to the TypeScript file beside it', async (t) => {
  const folder = scratchFolder(t, {
    'app.ts': printing('./found.js'),
    'found.js': "export const value = 'JavaScript';",
    'found.ts': exporting('TypeScript'),
  });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.stdout, 'JavaScript\n');
});

test('one file is one module, whether it is imported as .js or as .ts', async (t) => {
  const folder = scratchFolder(t, {
    'app.ts':
      "import { it as a } from './found.js';\nimport { it as b } from './found.ts';\nconsole.log(a === b);",
    'found.ts': 'export const it: object = {};',
  });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.stdout, 'true\n');
});

test('an import that nothing answers to fails with the path it names', async (t) => {
  const folder = scratchFolder(t, { 'app.ts': printing('./missing.js') });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.code, 1);
  assert.match(run.stderr, /Cannot find module '.*\/missing\.js' imported from .*\/app\.ts/);
});

test('a package in node_modules does not get its TypeScript run for it', async (t) => {
  const folder = scratchFolder(t, {
    'app.ts': printing('pkg'),
    'node_modules/pkg/package.json': '{ "type": "module", "exports": "./index.ts" }',
    'node_modules/pkg/index.ts': exporting('TypeScript'),
  });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.code, 1);
  assert.match(run.stderr, /ERR_UNKNOWN_FILE_EXTENSION|ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING/);
});

test('a missing JavaScript file of a package in node_modules is not looked for as TypeScript', async (t) => {
  const folder = scratchFolder(t, {
    'app.ts': printing('pkg'),
    'node_modules/pkg/package.json': '{ "type": "module", "exports": "./index.js" }',
    'node_modules/pkg/index.ts': exporting('TypeScript'),
  });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.code, 1);
  assert.match(run.stderr, /Cannot find module .*node_modules\/pkg\/index\.js/);
});
