import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { bundleApp } from '../../src/bundle/bundle-app.js';
import { runNode } from '../loader/run-node.js';
import { scratchFolder } from '../loader/scratch-folder.js';

const dist = { outdir: 'dist', mode: 'production' } as const;

test('every file of a bundle has the place it would have if it were compiled by itself', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts':
      "import { place } from './reports/50%/pdf.js';\nconsole.log(JSON.stringify([place, import.meta.url]));",
    'src/reports/50%/pdf.ts':
      'export const place: string[] = [import.meta.url, import.meta.filename, import.meta.dirname];',
  });

  await bundleApp({ root, ...dist });

  const file = join(root, 'dist/reports/50%/pdf.ts');
  const run = await runNode(root, ['dist/main.js']);
  assert.deepEqual(JSON.parse(run.stdout), [
    [pathToFileURL(file).href, file, join(file, '..')],
    pathToFileURL(join(root, 'dist/main.js')).href,
  ]);
});

test('a path out of the sources leads to the same file from the sources and from the bundle', async (t) => {
  const root = scratchFolder(t, {
    'assets/terms.txt': 'terms',
    'src/main.ts': "import './legal/terms.js';",
    'src/legal/terms.ts': `
      import { readFileSync } from 'node:fs';
      console.log(readFileSync(new URL('../../assets/terms.txt', import.meta.url), 'utf8'));
    `,
  });

  await bundleApp({ root, ...dist });

  assert.equal((await runNode(root, ['src/main.ts'])).stdout, 'terms\n');
  assert.equal((await runNode(root, ['dist/main.js'])).stdout, 'terms\n');
});

test('a file that does something only when it is started itself does nothing in the bundle', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts': "import './seed.js';\nconsole.log('main');",
    'src/seed.ts': `
      import { pathToFileURL } from 'node:url';
      if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log('seed');
    `,
  });

  await bundleApp({ root, ...dist });

  assert.equal((await runNode(root, ['dist/main.js'])).stdout, 'main\n');
});

test('such a file keeps its decorators, its imports of sources and its places in stack traces', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts': "import './noted.js';",
    'src/noted.ts': [
      "import { note } from './note.js';",
      '@note class Noted { readonly at: string = import.meta.url; fail(): never {',
      '  throw new Error(Noted.name);',
      '} }',
      'new Noted().fail();',
    ].join('\n'),
    'src/note.ts':
      'export const note = (target: { name: string }, _: unknown): void => console.log(target.name);',
  });

  await bundleApp({ root, ...dist });

  const run = await runNode(root, ['dist/main.js']);
  assert.equal(run.stdout, 'Noted\n');
  assert.match(
    run.stderr,
    /Error: Noted\n {4}at .*fail \(.*\/src\/noted\.ts:3:9\)\n {4}at .*\/src\/noted\.ts:5:13/,
  );
});

test('a syntax error in such a file is data like any other', async (t) => {
  const root = scratchFolder(t, {
    'src/main.ts': "import './parts/broken.js';",
    'src/parts/broken.ts': 'const at: string = import.meta.url;\nlet total price;',
  });

  const { errors } = await bundleApp({ root, ...dist });

  assert.deepEqual(errors, [
    {
      message: 'Expected ";" but found "price"',
      place: { file: 'src/parts/broken.ts', line: 2, column: 11 },
      lineText: 'let total price;',
    },
  ]);
});
