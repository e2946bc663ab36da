import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { checkout, scratchFolder } from '../cli/scratch-app.js';

test('the demo plays to its end and leaves nothing behind', async (t) => {
  const temporary = await scratchFolder(t);

  const { stdout } = await promisify(execFile)(process.execPath, [join(checkout, 'scripts/demo.mjs')], {
    env: { ...process.env, TMPDIR: temporary },
  });

  assert.match(stdout, /409 Conflict\n +\{"code":"insufficient_funds"/);
  assert.match(stdout, /200 OK +Idempotency-Replayed: true/);
  assert.match(stdout, /kill -9 \d+/);
  assert.match(stdout, /proven: true/);
  assert.match(stdout, /version 4 .* create_transfer/);
  assert.match(stdout, /All as it should be\n$/);
  assert.deepEqual(
    (await readdir(temporary)).filter((name) => name.startsWith('persist-demo-')),
    [],
  );
});
