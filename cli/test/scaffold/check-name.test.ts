import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkName, folderOf } from '../../src/scaffold/check-name.js';
import { Failure } from '../../src/failure.js';

test('names that npm takes are taken', () => {
  for (const name of ['my-app', 'app2', '@me/my-app', 'a.b_c~d']) checkName(name);
});

test('names that npm refuses are refused as wrong usage', () => {
  for (const name of [
    'My-App',
    '',
    '.app',
    '_app',
    'a b',
    'a/b',
    '../app',
    '@me',
    '@me/',
    'node_modules',
    'a'.repeat(215),
  ]) {
    assert.throws(
      () => checkName(name),
      (error) =>
        error instanceof Failure && error.exitCode === 2 && error.problems[0]?.code === 'name_invalid',
      `"${name}" was taken`,
    );
  }
});

test('the folder of a scoped package is its name without the scope', () => {
  assert.equal(folderOf('@me/my-app'), 'my-app');
  assert.equal(folderOf('my-app'), 'my-app');
});
