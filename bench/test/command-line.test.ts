import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scenarioNames } from '../driver/arguments.mjs';

const bench = fileURLToPath(new URL('../bench.mjs', import.meta.url));

for (const [args, message] of [
  [['--scenario', 'warp'], `--scenario warp: there is no such thing; there is ${scenarioNames.join(', ')}`],
  [['--scenario', 'bulk', '--variants', 'warp'], '--variants warp: there is no such thing; there is bulk, singles'],
  [['--rounds', '1.5'], '--rounds 1.5: this must be a positive whole number'],
  [['--seconds', 'soon'], '--seconds soon: this must be a positive number'],
  [['--connections', '8,x'], '--connections x: this must be a positive whole number'],
  [['--record'], '--record goes with --guard: it replaces what the guard compares with'],
] as const) {
  test(`bench ${args.join(' ')} ends with 2 and says what there is`, async () => {
    const { code, stderr } = await run(args);

    assert.deepEqual([code, stderr], [2, `${message}\n`]);
  });
}

test('a flag that there is not ends with 2 and shows those that there are', async () => {
  const { code, stderr } = await run(['--fast']);

  assert.equal(code, 2);
  assert.match(stderr, /--fast[^]*npm run bench -- \[--scenario NAME/);
});

function run(args: readonly string[]): Promise<{ code: unknown; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bench, ...args], (error, _stdout, stderr) => resolve({ code: error?.code ?? 0, stderr }));
  });
}
