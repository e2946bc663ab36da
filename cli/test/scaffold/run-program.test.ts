import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { runProgram } from '../../src/scaffold/run-program.js';

const cwd = process.cwd();
const never = new AbortController().signal;

test('what a program says and how it ends is known', async () => {
  const heard: string[] = [];

  const ran = await runProgram('sh', ['-c', 'echo out; echo err >&2; exit 3'], {
    cwd,
    signal: never,
    onOutput: (text) => heard.push(text),
  });

  assert.equal(ran.code, 3);
  assert.deepEqual(ran.output.trim().split('\n').sort(), ['err', 'out']);
  assert.equal(heard.join(''), ran.output);
});

test('a program that a signal ends has the name of it for a code', async () => {
  const { code } = await runProgram('sh', ['-c', 'kill -KILL $$'], { cwd, signal: never });

  assert.equal(code, 'SIGKILL');
});

test('a program that is not there says so', async () => {
  const { code } = await runProgram('no-such-program', [], { cwd, signal: never });

  assert.equal(code, 'ENOENT');
});

test('a program gets no terminal to ask questions on', async () => {
  const asks = 'test -t 0 || read answer || exit 4';

  const { code } = await runProgram('sh', ['-c', asks], { cwd, signal: never });

  assert.equal(code, 4);
});

test('called off, it ends together with what it has started, also where that does not listen', async () => {
  const stop = new AbortController();
  const reason = new Error('called off');
  // The inner shell ignores SIGTERM, as a compiler in the middle of something may.
  const script = `sh -c 'trap "" TERM; echo ready; while :; do sleep 1; done' & wait`;

  const running = runProgram('sh', ['-c', script], {
    cwd,
    signal: stop.signal,
    onOutput: () => stop.abort(reason),
  });

  // Were one of them still alive, it would hold the pipe open, and this would not end.
  await assert.rejects(running, reason);
});

test('called off before it begins, it does not begin', async () => {
  const stop = new AbortController();
  const aborted = once(stop.signal, 'abort');
  stop.abort(new Error('called off'));
  await aborted;

  await assert.rejects(runProgram('sh', ['-c', 'exit 0'], { cwd, signal: stop.signal }), /called off/);
});
