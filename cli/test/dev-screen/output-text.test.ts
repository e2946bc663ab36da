import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputText } from '../../src/dev-screen/output-text.js';

test('what would move the cursor or colour the screen is taken out of a line', () => {
  assert.deepEqual(outputText('\u0007\u001b[31mred\u001b[0m\tand \u001b[2J\u001b[Hback'), ['red  and back']);
});

test('of a line that was drawn over itself the last state is shown', () => {
  assert.deepEqual(outputText('10 %\r50 %\r100 %\r'), ['100 %']);
});

test('a log record is shown by its level, its message and the top of its stack', () => {
  const stack = ['TypeError: no', ...Array.from({ length: 9 }, (_, at) => `    at place ${at}`)].join('\n');

  assert.deepEqual(outputText(JSON.stringify({ level: 50, time: 1, msg: 'POST /x', err: { stack } })), [
    'error  POST /x',
    'TypeError: no',
    '    at place 0',
    '    at place 1',
    '    at place 2',
    '    at place 3',
  ]);
  assert.deepEqual(outputText('{"level":"info","msg":"hello"}'), ['info  hello']);
});

test('other JSON is shown as it is', () => {
  for (const line of ['{"a":1}', '{"level":30}', '{"level":30,"msg":"cut o', '[1]']) {
    assert.deepEqual(outputText(line), [line]);
  }
});
