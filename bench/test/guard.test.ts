import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { effort } from '../../test/effort/effort.js';
import { hasCollapsed } from '../guard/run-guard.mjs';

test('only what is three times as bad as recorded, even in the best round, is a collapse', () => {
  assert.equal(hasCollapsed({ min: 2.9 }, 1), false);
  assert.equal(hasCollapsed({ min: 3.1 }, 1), true);
});

test('what the guard measures has not collapsed', async (t) => {
  const bench = fileURLToPath(new URL('../bench.mjs', import.meta.url));
  const rounds = String(effort({ ci: 1, soak: 5 }));
  const guard = spawn(process.execPath, [bench, '--guard', '--rounds', rounds], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(guard, 'exit');

  // So that whoever looks at a run of the tests sees how the ratios go.
  for await (const line of createInterface(guard.stdout)) t.diagnostic(line);

  assert.deepEqual(await exited, [0, null]);
});
