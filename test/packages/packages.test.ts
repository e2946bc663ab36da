import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { after, test } from 'node:test';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { checkout } from '../cli/scratch-app.js';
import { agreedContents } from './agreed-contents.js';
import { packAll } from './pack.js';

const folder = await mkdtemp(join(tmpdir(), 'persist-packages-'));
after(() => rm(folder, { recursive: true, force: true }));
const tarballs = await packAll(folder);

test('the packages that go to the registry are the agreed ones', () => {
  assert.deepEqual(tarballs.map(({ name }) => name).sort(), Object.keys(agreedContents).sort());
});

for (const { name, bytes, manifest, files } of tarballs) {
  const paths = [...files.keys()];

  test(`${name} holds the agreed files, and of dist/ what its sources compile to`, () => {
    const { files: agreed, maxKiB } = agreedContents[name]!;
    const sources = paths.filter((path) => path.startsWith('src/'));
    const compiled = new Set(sources.flatMap(outputsOf));
    const others = paths.filter((path) => !path.startsWith('src/') && !compiled.has(path)).map(asPattern);

    assert.deepEqual([...compiled].filter((path) => !files.has(path)), [], 'missing: npm run build');
    assert.deepEqual([...new Set(others)].sort(), [...agreed].sort());
    assert.ok(bytes.length <= maxKiB * 1024, `${Math.ceil(bytes.length / 1024)} KiB`);
  });

  test(`${name} carries its licence, and a README that begins with its name`, () => {
    assert.equal(files.get('LICENSE'), readFileSync(join(checkout, 'LICENSE'), 'utf8'));
    assert.ok(files.get('README.md')!.startsWith(`# ${name}\n`));
    assert.equal(manifest.license, 'MIT');
    assert.equal(manifest.type, 'module');
  });

  test(`${name} names no path of the machine it was built on`, () => {
    const here = checkout.replace(/\/$/, '');

    assert.deepEqual([...files].filter(([, text]) => text.includes(here)).map(([path]) => path), []);
  });

  test(`every source map of ${name} leads to a source that is in it`, () => {
    const lost = [...files]
      .filter(([path]) => path.endsWith('.map'))
      .flatMap(([path, text]) => sourcesOf(path, text))
      .filter((source) => !files.has(source));

    assert.deepEqual(lost, []);
  });

  test(`publint finds nothing in ${name}`, async () => {
    const { messages, pkg } = await publint({ strict: true, pack: { tarball: Uint8Array.from(bytes).buffer } });

    assert.deepEqual(messages.map((message) => formatMessage(message, pkg as object, { color: false })), []);
  });
}

for (const { name, bytes, manifest } of tarballs.filter((each) => each.files.has('dist/index.js'))) {
  test(`the types of every entry of ${name} are found and true to its code`, async () => {
    const result = await checkPackage(createPackageFromTarballData(bytes));

    assert.ok(result.types !== false, 'no types were found');
    assert.deepEqual(Object.keys(result.entrypoints), Object.keys(manifest.exports!));
    assert.deepEqual(result.problems.filter(concernsModules), []);
  });
}

test('the command line carries the manifest of its commands, so that a start loads only the one it runs', () => {
  const { manifest, files } = tarballs.find(({ name }) => name === '@persist/cli')!;
  const { version, commands } = JSON.parse(files.get('oclif.manifest.json')!) as {
    readonly version: string;
    readonly commands: object;
  };
  const compiled = [...files.keys()].filter((path) => /^dist\/commands\/.*\.js$/.test(path));

  assert.equal(version, manifest.version);
  assert.deepEqual(
    Object.keys(commands).map((id) => `dist/commands/${id.replaceAll(':', '/')}.js`).sort(),
    compiled.sort(),
  );
});

/** `src/a.ts` → what the build makes of it; `src/a.cts` → the same as CommonJS. */
function outputsOf(source: string): string[] {
  const stem = source.replace(/^src\//, 'dist/').replace(/\.c?tsx?$/, '');
  const c = source.endsWith('.cts') ? 'c' : '';
  return [`.${c}js`, `.${c}js.map`, `.d.${c}ts`, `.d.${c}ts.map`].map((extension) => stem + extension);
}

/** Where the names of the files are the business of their folder, the folder is what is agreed on. */
function asPattern(path: string): string {
  const owned = ownedFolders.find((folder) => folder.test(path));
  return owned === undefined ? path : path.replace(owned, '$1/**');
}

const ownedFolders = [/^([^/]+\/(?:src|test))\/.*$/, /^(dist\/http\/docs\/ui)\/.*$/];

function sourcesOf(path: string, map: string): string[] {
  const { sources } = JSON.parse(map) as { readonly sources: readonly string[] };
  return sources.map((source) => posix.join(posix.dirname(path), source));
}

/** The packages are ES modules for Node 20 and later: how a CommonJS or an older resolver sees them is no concern. */
function concernsModules(problem: Problem): boolean {
  if (problem.kind === 'CJSResolvesToESM') return false;
  return !('resolutionKind' in problem) || !['node10', 'node16-cjs'].includes(problem.resolutionKind);
}
