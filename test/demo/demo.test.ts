import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
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
  const readme = await readFile(join(checkout, 'README.md'), 'utf8');
  const [, shown] = /<!-- demo-output -->\n```\n([\s\S]*?)\n```/.exec(readme) ?? [];
  assert.ok(lasting(stdout).includes(lasting(shown!)), 'README.md shows what the demo prints');
  assert.deepEqual(
    (await readdir(temporary)).filter((name) => name.startsWith('persist-demo-')),
    [],
  );
});

/** The text without what differs from run to run: ids, ports, processes. */
function lasting(text: string): string {
  return text.replace(/…[0-9a-f]{4}/g, '…').replace(/(kill -9|process|127\.0\.0\.1:)\s*\d+/g, '$1');
}
