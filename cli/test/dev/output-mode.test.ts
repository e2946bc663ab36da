import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputMode, type OutputSurroundings } from '../../src/dev/output-mode.js';

const terminal: OutputSurroundings = {
  json: false,
  stdin: { isTTY: true },
  stdout: { isTTY: true },
  env: { TERM: 'xterm-256color' },
};
const pipe = { isTTY: false } as const;

test('a person at a terminal gets a screen', () => {
  assert.equal(outputMode(terminal), 'screen');
  assert.equal(outputMode({ ...terminal, env: { CI: 'false' } }), 'screen');
});

test('--json is JSON, on a terminal as well', () => {
  assert.equal(outputMode({ ...terminal, json: true }), 'json');
});

test('where nobody can press a key, or nothing can be drawn, lines are written', () => {
  assert.equal(outputMode({ ...terminal, stdout: pipe }), 'lines');
  assert.equal(outputMode({ ...terminal, stdin: pipe }), 'lines');
  assert.equal(outputMode({ ...terminal, env: { TERM: 'dumb' } }), 'lines');
  assert.equal(outputMode({ ...terminal, env: { CI: '1' } }), 'lines');
});
