import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/failure.js';
import { shortPath, targetOf } from '../../src/scaffold/app-target.js';

const targets: readonly [input: string, name: string, folder: string][] = [
  ['my-app', 'my-app', '/home/ann/my-app'],
  ['a.b_c~d', 'a.b_c~d', '/home/ann/a.b_c~d'],
  ['shop/', 'shop', '/home/ann/shop'],
  ['apps/shop', 'shop', '/home/ann/apps/shop'],
  ['../shop', 'shop', '/home/shop'],
  ['/srv/shop', 'shop', '/srv/shop'],
  ['@me/shop', '@me/shop', '/home/ann/shop'],
  ['.', 'ann', '/home/ann'],
];

for (const [input, name, folder] of targets) {
  test(`"${input}" is the package ${name} in ${folder}`, () => {
    assert.deepEqual(targetOf(input, '/home/ann'), { name, folder });
  });
}

test('the current folder gets the nearest name that npm takes, as nobody typed it', () => {
  assert.equal(targetOf('.', '/home/My Shop').name, 'my-shop');
  assert.equal(targetOf('.', '/home/___').name, 'my-app');
});

test('names that npm refuses are refused as wrong usage', () => {
  const refused = ['My-App', '', '.app', '_app', 'a b', '@me', '@me/', '@me/A', 'node_modules'];
  for (const input of [...refused, 'a'.repeat(215)]) {
    assert.throws(
      () => targetOf(input, '/home/ann'),
      (error) =>
        error instanceof Failure && error.exitCode === 2 && error.problems[0]?.code === 'name_invalid',
      `"${input}" was taken`,
    );
  }
});

test('a refusal names what would be taken', () => {
  assert.throws(() => targetOf('apps/MyShop', '/home/ann'), {
    message: '"apps/MyShop" cannot be the name of a package. Try my-shop.',
  });
});

test('a folder is written without the current one where it is below it', () => {
  assert.equal(shortPath('/home/ann/apps/shop', '/home/ann'), 'apps/shop');
  assert.equal(shortPath('/home/annabel', '/home/ann'), '/home/annabel');
});
