import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootProblem } from '../../src/dev/boot-problem.js';

test('an error of the app points at the topmost line in its sources', () => {
  const stack = [
    "TypeError: Cannot read properties of undefined (reading 'name')",
    '    at file:///home/ann/shop/node_modules/left/index.js:1:1',
    '    at open (/home/ann/shop/src/catalogue.ts:12:7)',
    '    at file:///home/ann/shop/src/main.ts:5:1',
  ].join('\n');

  const failed = { type: 'persist:failed', message: 'Cannot read …', stack } as const;

  const problem = bootProblem(failed, '/home/ann/shop');

  assert.deepEqual(problem, {
    code: 'boot_failed',
    message: 'Cannot read …',
    place: { file: 'src/catalogue.ts', line: 12, column: 7 },
  });
});

test('an error with a code and a hint of its own keeps them', () => {
  const failed = {
    type: 'persist:failed',
    message: 'no',
    stack: '',
    code: 'contract_not_found',
    hint: 'Build.',
  } as const;

  assert.deepEqual(bootProblem(failed, '/app'), {
    code: 'contract_not_found',
    message: 'no',
    hint: 'Build.',
  });
});

test('a taken port says which flag to use', () => {
  const failed = {
    type: 'persist:failed',
    message: 'listen EADDRINUSE: address already in use 127.0.0.1:4000',
    stack: '',
    code: 'EADDRINUSE',
  } as const;

  const problem = bootProblem(failed, '/app');

  assert.equal(problem.code, 'port_in_use');
  assert.match(problem.message, /127\.0\.0\.1:4000/);
  assert.match(problem.hint!, /--port 0/);
});

test('an address of another machine says which flag to use', () => {
  const failed = {
    type: 'persist:failed',
    message: 'bind EADDRNOTAVAIL 203.0.113.1:4000',
    stack: '',
    code: 'EADDRNOTAVAIL',
  } as const;

  assert.deepEqual(bootProblem(failed, '/app', '203.0.113.1'), {
    code: 'host_unusable',
    message: 'The address is none of this machine (bind EADDRNOTAVAIL 203.0.113.1:4000).',
    hint: 'Set --host or HOST to one that is, such as 127.0.0.1, or 0.0.0.0 for all of them.',
  });
});

test('an address that nobody knows is told apart from a name that the app itself looks up', () => {
  const failed = {
    type: 'persist:failed',
    message: 'getaddrinfo ENOTFOUND 999.1.1.1',
    stack: '',
    code: 'ENOTFOUND',
  } as const;

  assert.equal(bootProblem(failed, '/app', '999.1.1.1').code, 'host_unusable');
  assert.equal(bootProblem(failed, '/app', '127.0.0.1').code, 'ENOTFOUND');
  assert.equal(bootProblem(failed, '/app').code, 'ENOTFOUND');
});

test('a process that ends says how', () => {
  const byCode = bootProblem({ type: 'persist:ended', code: 3, signal: null }, '/app');
  const bySignal = bootProblem({ type: 'persist:ended', code: null, signal: 'SIGKILL' }, '/app');

  assert.equal(byCode.message, 'The server ended with exit code 3.');
  assert.equal(bySignal.message, 'The server ended by SIGKILL.');
});

test('a process that ends of an error says which, and where', () => {
  const crash = {
    type: 'persist:crashed',
    message: 'no such table',
    stack: 'Error: no such table\n    at Timeout.<anonymous> (/app/src/main.ts:9:3)',
  } as const;

  const problem = bootProblem({ type: 'persist:ended', code: 1, signal: null, crash }, '/app');

  assert.equal(problem.code, 'server_crashed');
  assert.equal(problem.message, 'no such table');
  assert.deepEqual(problem.place, { file: 'src/main.ts', line: 9, column: 3 });
  assert.match(problem.hint!, /Save a source file/);
});
