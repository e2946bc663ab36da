import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

test('the entry for building is loaded without TypeScript: a start with a warm cache has no use for it', async () => {
  const code = `
    import { createRequire } from 'node:module';
    import '@persist/compiler/build';
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(loaded.filter((file) => file.includes('/typescript/lib/')).length);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    cwd: import.meta.dirname,
  });

  assert.equal(stdout.trim(), '0');
});
