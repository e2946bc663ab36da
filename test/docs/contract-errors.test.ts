import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkout } from '../cli/scratch-app.js';

test('the page of contract errors is what the compiler’s catalogue makes of it', () => {
  const script = join(checkout, 'scripts/write-contract-errors.mjs');

  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });

  assert.equal(stderr, '');
  assert.equal(status, 0);
});
