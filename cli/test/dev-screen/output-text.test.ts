import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputText } from '../../src/dev-screen/output-text.js';

test('what would move the cursor or colour the screen is taken out of a line', () => {
  assert.deepEqual(shown('\u0007\u001b[31mred\u001b[0m\tand \u001b[2J\u001b[Hback'), ['red  and back']);
});

test('of a line that was drawn over itself the last state is shown', () => {
  assert.deepEqual(shown('10 %\r50 %\r100 %\r'), ['100 %']);
});

test('a log record is shown by its level, its message and its stack', () => {
  const stack = `TypeError: no\n    at Book.close (file://${root}/src/model.ts:3:9)`;

  assert.deepEqual(shown(JSON.stringify({ level: 50, time: 1, msg: 'POST /x', err: { stack } })), [
    'error  POST /x',
    'TypeError: no',
    '    at Book.close (src/model.ts:3:9)',
  ]);
  assert.deepEqual(shown('{"level":"info","msg":"hello"}'), ['info  hello']);
});

test('of a stack the places in the app are shown, relative to it', () => {
  assert.deepEqual(shown(`    at async ${root}/src/main.ts:3:9`), ['    at async src/main.ts:3:9']);
  for (const elsewhere of [
    `    at Engine.run (${root}/node_modules/@persist/runtime/src/engine.ts:3:9)`,
    '    at node:internal/process/task_queues:95:5',
    '    at new Promise (<anonymous>)',
  ]) {
    assert.deepEqual(shown(elsewhere), [], elsewhere);
  }
  assert.deepEqual(shown('    at noon'), ['    at noon']);
});

test('other JSON is shown as it is', () => {
  for (const line of ['{"a":1}', '{"level":30}', '{"level":30,"msg":"cut o', '[1]']) {
    assert.deepEqual(shown(line), [line]);
  }
});

const root = '/home/ann/shop';

function shown(line: string): readonly string[] {
  return outputText(line, root);
}
