import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findCycles } from './find-cycles.js';
import { guardedPackages, layers, type Layer } from './layers.js';
import { root, sourceImports, type SourceImport } from './source-imports.js';

const packages = ['contract', 'compiler', 'runtime', 'cli'];
const imports = sourceImports(packages);

test('the table knows every source file', () => {
  const strangers = imports.filter(({ file }) => layerOf(file) === undefined).map(({ file }) => file);

  assert.ok(imports.length > 100, 'the imports of the packages were found');
  assert.deepEqual([...new Set(strangers)], []);
});

test('a layer imports only the layers that the table allows it', () => {
  const breaches = imports.filter(({ file, target }) => target !== undefined && !mayImport(file, target));

  assert.deepEqual(breaches.map(describe), []);
});

test('another package is imported by its name, as its exports map allows, and only along the layers', () => {
  const breaches = imports.filter(({ file, specifier }) => {
    const [, name] = /^@persist\/([^/]+)/.exec(specifier) ?? [];
    return name !== undefined && !(isExported(name, specifier) && mayImport(file, `${name}/src`));
  });

  assert.deepEqual(breaches.map(describe), []);
});

test('a package with one home is not imported from elsewhere', () => {
  const breaches = imports.filter(({ file, specifier, typeOnly }) =>
    guardedPackages.some(
      (guarded) =>
        (specifier === guarded.package || specifier.startsWith(`${guarded.package}/`)) &&
        !file.startsWith(`${guarded.only}/`) &&
        !(typeOnly && guarded.types?.some((path) => file.startsWith(`${path}/`))),
    ),
  );

  assert.deepEqual(breaches.map(describe), []);
});

test('no files import each other in a circle', () => {
  const edges = imports.flatMap(({ file, target, typeOnly }) =>
    target === undefined || typeOnly ? [] : [[file, target] as const],
  );

  assert.deepEqual(findCycles(edges), []);
});

test('a circle is found where there is one', () => {
  assert.deepEqual(findCycles([['a', 'b'], ['b', 'c'], ['c', 'b'], ['a', 'c']]), [['b', 'c']]);
});

test('a breach of the table is found where there is one', () => {
  assert.equal(mayImport('runtime/src/store/store.ts', 'runtime/src/engine/engine.ts'), false);
  assert.equal(mayImport('runtime/src/http/index.ts', 'runtime/src/store/sqlite/open-sqlite-store.ts'), false);
  assert.equal(mayImport('runtime/src/engine/job.ts', 'runtime/src/store/store.ts'), true);
});

function layerOf(file: string): Layer | undefined {
  return layers.find(({ path }) => file === path || file.startsWith(`${path}/`));
}

function mayImport(file: string, target: string): boolean {
  const from = layerOf(file)!;
  const to = layerOf(target);
  if (to === undefined) return false;
  return from === to || from.may.some((allowed) => covers(allowed, to.path));
}

function covers(allowed: string, path: string): boolean {
  const folder = allowed.endsWith('/**') ? allowed.slice(0, -'/**'.length) : undefined;
  return allowed === path || path === folder || (folder !== undefined && path.startsWith(`${folder}/`));
}

function isExported(name: string, specifier: string): boolean {
  const manifest = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')) as { exports: object };
  return Object.hasOwn(manifest.exports, specifier.replace(`@persist/${name}`, '.'));
}

function describe({ file, line, specifier }: SourceImport): string {
  return `${file}:${line} imports ${specifier}`;
}
