import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildApp } from '../../src/bundle/build-app.js';
import { relativePath } from '../../src/typescript/relative-path.js';
import { scratchApp } from '../cache/scratch-app.js';
import { runPlainNode } from '../loader/run-node.js';

test('each source is a file of its own, with a map, in a tree like theirs', async (t) => {
  const root = scratchApp(t, {
    'src/main.ts': "import { greet } from './words/greet.js';\nconsole.log(greet());",
    'src/words/greet.ts': "export function greet(): string { return 'hello'; }",
  });

  const { errors, warnings, files } = await buildApp({ root, bundle: false });

  assert.deepEqual([errors, warnings], [[], []]);
  assert.deepEqual(
    files.map((file) => relativePath(root, file)),
    [
      'dist/main.js',
      'dist/model.js',
      'dist/words/greet.js',
      'dist/main.js.map',
      'dist/model.js.map',
      'dist/words/greet.js.map',
      'dist/contract.json',
    ],
  );
  assert.deepEqual(await runPlainNode(root, ['dist/main.js']), { code: 0, stdout: 'hello\n', stderr: '' });
});

for (const bundle of [true, false]) {
  const kind = bundle ? 'a bundle' : 'separate files';

  test(`a stack of ${kind} points at the TypeScript`, async (t) => {
    const root = scratchApp(t, {
      'src/main.ts': "import { fail } from './deep/fail.js';\n\nfail('now' as string);",
      'src/deep/fail.ts': 'export function fail(why: string): never {\n  throw new Error(why);\n}',
    });

    await buildApp({ root, bundle });

    const { stderr } = await runPlainNode(root, ['--enable-source-maps', 'dist/main.js']);
    assert.match(stderr, /Error: now\n {4}at fail \(.*\/src\/deep\/fail\.ts:2:9\)\n {4}at .*\/src\/main\.ts:3:1/);
  });

  test(`JSON, a dynamic import and packages are found from ${kind}`, async (t) => {
    const root = scratchApp(t, {
      'src/main.ts': `
        import { level } from 'settings';
        import manifest from 'settings/package.json' with { type: 'json' };
        import words from './words.json' with { type: 'json' };
        const { late } = await import('./late.js');
        console.log(level, manifest.version, words.hello, late);
      `,
      'src/late.ts': "export const late: string = 'late';",
      'src/words.json': '{ "hello": "world" }',
      'node_modules/settings/package.json': '{ "type": "module", "version": "7.0.0" }',
      'node_modules/settings/index.js': "export const level = 'info';",
    });

    const { errors } = await buildApp({ root, bundle });

    assert.deepEqual(errors, []);
    assert.equal((await runPlainNode(root, ['dist/main.js'])).stdout, 'info 7.0.0 world late\n');
  });

  test(`sources outside of src/ are part of ${kind}, and know their place`, async (t) => {
    const root = scratchApp(t, {
      'src/main.ts': `
        import { place } from '../shared/place.js';
        export { place as again } from '../shared/place.js';
        const { first } = await import('../shared/first.ts');
        console.log(JSON.stringify([place, first]));
      `,
      'shared/place.ts': `
        import { first } from './first.js';
        export const place: string = import.meta.url + first;
      `,
      'shared/first.ts': "import { second } from '../src/second.js';\nexport const first: string = '#' + second;",
      'src/second.ts': "export const second = '2';",
    });

    const { errors } = await buildApp({ root, bundle });

    assert.deepEqual(errors, []);
    const { stdout, stderr } = await runPlainNode(root, ['dist/main.js']);
    const url = pathToFileURL(join(root, 'shared/place.ts')).href;
    assert.deepEqual([stdout, stderr], [`${JSON.stringify([`${url}#2`, '#2'])}\n`, '']);
  });
}

test('a file of its own has its own import.meta, so paths out of the sources lead where they did', async (t) => {
  const root = scratchApp(t, {
    'assets/terms.txt': 'terms',
    'src/main.ts': "import './legal/terms.js';",
    'src/legal/terms.ts': `
      import { readFileSync } from 'node:fs';
      console.log(readFileSync(new URL('../../assets/terms.txt', import.meta.url), 'utf8'));
    `,
  });

  await buildApp({ root, bundle: false });

  assert.equal((await runPlainNode(root, ['dist/main.js'])).stdout, 'terms\n');
});

test('a source that only a computed import finds is there', async (t) => {
  const root = scratchApp(t, {
    'src/main.ts': "const { run } = await import(`./jobs/${['tidy'].join()}.js`);\nrun();",
    'src/jobs/tidy.ts': "export function run(): void { console.log('tidied'); }",
  });

  const { warnings } = await buildApp({ root, bundle: false });

  assert.deepEqual(warnings, []);
  assert.equal((await runPlainNode(root, ['dist/main.js'])).stdout, 'tidied\n');
});

const refusals: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
  [
    'CommonJS',
    { 'src/main.ts': "import './old.cjs';", 'src/old.cts': 'exports.a = 1;' },
    /^src\/old\.cts is CommonJS\. Write it as an ES module, or build without --no-bundle\.$/,
  ],
  [
    'JSON that Node would refuse',
    { 'src/main.ts': "import words from './words.json';\nconsole.log(words);", 'src/words.json': '{}' },
    /^src\/main\.ts has to import '\.\/words\.json' with \{ type: 'json' \}, or Node refuses it\.$/,
  ],
  [
    'two sources of one name',
    { 'src/main.ts': "import './a.ts';\nimport './a.mts';", 'src/a.ts': 'export {};', 'src/a.mts': 'export {};' },
    /^src\/a\.m?ts and src\/a\.m?ts would both become dist\/a\.js\. Rename one of them\.$/,
  ],
  ['an import that leads nowhere', { 'src/main.ts': "import './gone.js';" }, /Could not resolve "\.\/gone\.js"/],
];

for (const [what, sources, message] of refusals) {
  test(`${what} is refused, and nothing is written`, async (t) => {
    const root = scratchApp(t, sources);

    const { errors } = await buildApp({ root, bundle: false });

    assert.equal(errors.length, 1);
    assert.match(errors[0]!.message, message);
    assert.equal(existsSync(join(root, 'dist')), false);
  });
}
