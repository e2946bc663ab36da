import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mannerOf } from '../../src/scaffold/dialogue.js';

const none = { json: false, yes: false, verbose: false };
const terminal = { stdin: { isTTY: true }, stdout: { isTTY: true }, env: { TERM: 'xterm' } };

test('on a terminal there is somebody to ask, and a line can move', () => {
  assert.deepEqual(mannerOf(none, terminal), { asks: true, moves: true });
});

test('a pipe, a file, a dumb terminal and a build server are neither asked nor drawn on', () => {
  const silent = { asks: false, moves: false };

  assert.deepEqual(mannerOf(none, { ...terminal, stdout: {} }), silent);
  assert.deepEqual(mannerOf(none, { ...terminal, env: { TERM: 'dumb' } }), silent);
  assert.deepEqual(mannerOf(none, { ...terminal, env: { CI: 'true' } }), silent);
});

test('who pipes the input in is not asked', () => {
  assert.deepEqual(mannerOf(none, { ...terminal, stdin: {} }), { asks: false, moves: true });
});

test('--yes asks nothing, and --verbose leaves the screen to the package manager', () => {
  assert.deepEqual(mannerOf({ ...none, yes: true }, terminal), { asks: false, moves: true });
  assert.deepEqual(mannerOf({ ...none, verbose: true }, terminal), { asks: true, moves: false });
});

test('CI=false is no build server', () => {
  assert.deepEqual(mannerOf(none, { ...terminal, env: { CI: 'false' } }), { asks: true, moves: true });
});
