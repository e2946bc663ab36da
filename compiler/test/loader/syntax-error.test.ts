import assert from 'node:assert/strict';
import test from 'node:test';
import { runNode } from './run-node.js';
import { scratchFolder } from './scratch-folder.js';

test('a syntax error shows its place, its cause and the line, and no stack of the loader', async (t) => {
  const folder = scratchFolder(t, {
    'src/app.ts': "import './broken.js';",
    'src/broken.ts': 'const fine = 1;\n\tconst é = "é"; let total price = 3;\n',
  });

  const run = await runNode(folder, ['src/app.ts']);

  assert.equal(run.code, 1);
  assert.ok(
    run.stderr.includes(
      [
        'src/broken.ts:2:27: Expected ";" but found "price"',
        '  2 | \tconst é = "é"; let total price = 3;',
        '    | \t                         ^',
      ].join('\n'),
    ),
    run.stderr,
  );
  assert.match(run.stderr, /\n {4}at .*\/src\/broken\.ts:2:27\n/);
  assert.doesNotMatch(run.stderr, /esbuild|dist\/loader/);
});
