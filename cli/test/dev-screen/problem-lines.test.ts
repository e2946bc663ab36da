import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fittingLines, problemLines } from '../../src/dev-screen/problem-lines.js';
import { wrapText } from '../../src/dev-screen/wrap-text.js';
import { refused } from './screen-events.js';

test('the first problem is shown whole, the others by a line, and last what is served', () => {
  const lines = problemLines(refused, 80).map(({ text }) => text);

  assert.deepEqual(lines, [
    'Note.onChange: a function cannot be stored.',
    '  11 |   archived = false;',
    '> 12 |   onChange = () => {};',
    '     |   ^',
    'Hint: Keep behaviour in methods; store the data it needs.',
    "src/main.ts:2:9  Cannot find name 'Nope'.",
    'The last good version is still served.',
  ]);
});

test('where rows are few, what is served is still said', () => {
  const lines = fittingLines(problemLines(refused, 80), 3).map(({ text }) => text);

  assert.deepEqual(lines, [
    'Note.onChange: a function cannot be stored.',
    '  11 |   archived = false;',
    'The last good version is still served.',
  ]);
});

test('a text is broken between words, and says where it goes on', () => {
  assert.deepEqual(wrapText('one two three four', 9, 3), ['one two', 'three', 'four']);
  assert.deepEqual(wrapText('one two three four', 9, 2), ['one two', 'three …']);
  assert.deepEqual(wrapText('one\n- two three', 9, 3), ['one', '- two', 'three']);
  assert.deepEqual(wrapText('', 9, 2), ['']);
});
