import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { runPersist } from '../cli/run-persist.js';
import { scratchFolder } from '../cli/scratch-app.js';
import { withoutTestRunner } from '../cli/without-test-runner.js';

const run = promisify(execFile);

for (const template of ['minimal', 'ledger-core', 'agile-board']) {
  test(`an app of ${template} installs, type-checks, passes its tests and builds`, async (t) => {
    const folder = await scratchFolder(t);
    await runPersist(['new', 'app', '--template', template], folder);
    const root = join(folder, 'app');

    await run('npm', ['run', 'typecheck'], { cwd: root });
    const tests = await run('npm', ['test'], { cwd: root, env: withoutTestRunner() });
    await run('npm', ['run', 'build'], { cwd: root });

    assert.ok((await lstat(join(root, 'node_modules/@persist/runtime'))).isSymbolicLink());
    assert.match(tests.stdout, /^(?:# |ℹ )fail 0$/m);
    assert.doesNotMatch(tests.stdout, /^(?:# |ℹ )pass 0$/m);
  });
}
