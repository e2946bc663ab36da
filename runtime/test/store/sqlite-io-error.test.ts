import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import { temporaryDirectory } from './open-things.js';
import { thingsContract } from './things.js';

const child = fileURLToPath(new URL('io-error-child.ts', import.meta.url));

test('after a disk error during a commit the store writes no more until it is opened again', async (t) => {
  const file = join(await temporaryDirectory(t), 'persist.db');

  // A file that may not grow past 2048 blocks of 512 bytes fails to be written like a bad disk: with an I/O error.
  const command = `ulimit -f 2048; exec "$0" --import @persist/compiler/register "${child}" "${file}"`;
  const { stdout } = await promisify(execFile)('sh', ['-c', command, process.execPath]);

  assert.deepEqual(JSON.parse(stdout), {
    small: 'committed',
    large: 'store_io_failed',
    next: 'store_halted',
    readable: { small: 1 },
  });

  const store = await openSqliteStore({ file });
  t.after(() => store.close());
  await store.migrate(thingsContract);
  assert.equal(await store.versionOf('things', 'small'), 1);
  assert.equal(await store.versionOf('things', 'large'), undefined);
});
