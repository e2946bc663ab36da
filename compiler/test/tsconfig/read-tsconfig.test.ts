import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { decidingFile, findTsConfig, readTsConfig } from '../../src/tsconfig/read-tsconfig.js';
import { scratchFolder } from '../loader/scratch-folder.js';

test('the nearest tsconfig above a folder is found', (t) => {
  const folder = scratchFolder(t, {
    'tsconfig.json': '{}',
    'app/tsconfig.json': '{}',
    'app/src/model.ts': '',
  });

  assert.equal(findTsConfig(join(folder, 'app/src'))?.file, join(folder, 'app/tsconfig.json'));
});

test('later entries of "extends" win over earlier ones, and the file itself over all', (t) => {
  const folder = scratchFolder(t, {
    'tsconfig.json': '{ "extends": ["./a.json", "./b.json"], "compilerOptions": { "own": 1 } }',
    'a.json': '{ "compilerOptions": { "own": "a", "both": "a", "first": "a" } }',
    'b.json': '{ "compilerOptions": { "own": "b", "both": "b" } }',
  });

  const config = readTsConfig(join(folder, 'tsconfig.json'));

  assert.deepEqual(config.compilerOptions, { own: 1, both: 'b', first: 'a' });
  assert.deepEqual(
    config.files,
    ['tsconfig.json', 'b.json', 'a.json'].map((name) => join(folder, name)),
  );
  assert.equal(decidingFile(config, 'both'), join(folder, 'b.json'));
  assert.equal(decidingFile(config, 'first'), join(folder, 'a.json'));
  assert.equal(decidingFile(config, 'absent'), undefined);
});

test('"extends" finds a package by name, by file and by file without extension', (t) => {
  const folder = scratchFolder(t, {
    'node_modules/company-config/package.json': '{ "name": "company-config" }',
    'node_modules/company-config/tsconfig.json': '{ "compilerOptions": { "from": "package" } }',
    'node_modules/company-config/strict.json': '{ "compilerOptions": { "from": "strict" } }',
    'by-name.json': '{ "extends": "company-config" }',
    'by-file.json': '{ "extends": "company-config/tsconfig.json" }',
    'without-extension.json': '{ "extends": "company-config/strict" }',
  });
  const from = (name: string) => readTsConfig(join(folder, name)).compilerOptions['from'];

  assert.equal(from('by-name.json'), 'package');
  assert.equal(from('by-file.json'), 'package');
  assert.equal(from('without-extension.json'), 'strict');
});

test('an "extends" that leads nowhere names the file and the specifier', (t) => {
  const folder = scratchFolder(t, { 'tsconfig.json': '{ "extends": "@missing/config" }' });

  assert.throws(() => readTsConfig(join(folder, 'tsconfig.json')), {
    message:
      `${join(folder, 'tsconfig.json')}: "extends": "@missing/config" leads to no file. ` +
      'Install the package or correct the path.',
  });
});

test('a circle of "extends" names its way', (t) => {
  const folder = scratchFolder(t, {
    'a.json': '{ "extends": "./b.json" }',
    'b.json': '{ "extends": "./a.json" }',
  });
  const [a, b] = [join(folder, 'a.json'), join(folder, 'b.json')];

  assert.throws(() => readTsConfig(a), {
    message: `${a}: "extends" leads back to where it began: ${a} → ${b} → ${a}.`,
  });
});
