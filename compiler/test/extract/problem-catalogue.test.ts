import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { problemCatalogue } from '../../src/problems/problems.js';

const codes = Object.keys(problemCatalogue);
const folder = fileURLToPath(new URL('.', import.meta.url));
const tests = readdirSync(folder)
  .filter((file) => /^refused-.*\.test\.ts$/.test(file))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

test('every problem is provoked by a test that holds its full text', () => {
  assert.deepEqual(
    codes.filter((code) => !tests.includes(`'${code}'`)),
    [],
  );
});
