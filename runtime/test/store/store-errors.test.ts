import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { StoreError, storeErrorHints } from '../../src/store/store-error.js';

test('every code is documented, and no other', async () => {
  const page = await readFile(new URL('../../../docs/storage-layout.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf('## When the store fails'));
  const documented = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) => cell!.split(', '));

  assert.deepEqual(
    documented.map((code) => code.replaceAll('`', '')).sort(),
    Object.keys(storeErrorHints).sort(),
  );
});

test('an error says what happened and what to do', () => {
  const cause = new Error('disk on fire');

  const error = new StoreError('store_full', 'Committing failed.', { cause });

  assert.equal(
    error.message,
    'Committing failed. Free disk space; the store goes on working once there is room.',
  );
  assert.deepEqual([error.name, error.code, error.cause], ['StoreError', 'store_full', cause]);
});
