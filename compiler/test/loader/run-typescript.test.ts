import assert from 'node:assert/strict';
import test from 'node:test';
import { runNode } from './run-node.js';
import { scratchFolder } from './scratch-folder.js';

const decorated = `
  type Log = string[];
  const log: Log = [];
  function noted(_target: unknown, context: DecoratorContext): void {
    log.push(context.kind + ' ' + String(context.name));
  }
  enum Currency { EUR = 'eur' }

  @noted class Account {
    @noted owner: string;
    constructor(owner: string, readonly currency: Currency = Currency.EUR) { this.owner = owner; }
    @noted rename(): string { return this.owner satisfies string; }
  }
  console.log(JSON.stringify({ log, account: new Account('Ann'), name: Account.name }));
`;

test('standard decorators, parameter properties and enums run, and classes keep their names', async (t) => {
  const folder = scratchFolder(t, { 'app.ts': decorated });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.stderr, '');
  assert.deepEqual(JSON.parse(run.stdout), {
    log: ['method rename', 'field owner', 'class Account'],
    account: { currency: 'eur', owner: 'Ann' },
    name: 'Account',
  });
});

test('a stack trace names line and column of the TypeScript source', async (t) => {
  const folder = scratchFolder(t, {
    'app.ts': [
      'interface Gone {',
      '  readonly a: string;',
      '}',
      'function fail(gone: Gone): never {',
      '  throw new RangeError(gone.a);',
      '}',
      "fail({ a: 'too far' });",
    ].join('\n'),
  });

  const run = await runNode(folder, ['app.ts']);

  assert.equal(run.code, 1);
  assert.match(run.stderr, /RangeError: too far\n {4}at fail \(.*\/app\.ts:5:9\)\n {4}at .*\/app\.ts:7:1/);
});

test('source positions survive characters that have a meaning in URLs', async (t) => {
  const folder = scratchFolder(t, {
    'a folder #1/50% ä.ts': 'type A = string;\nthrow new Error("here" satisfies A);',
  });

  const run = await runNode(folder, ['a folder #1/50% ä.ts']);

  assert.match(run.stderr, /at .*a%20folder%20%231\/50%25%20%C3%A4\.ts:2:7|at .*a folder #1\/50% ä\.ts:2:7/);
});

test('node --test runs TypeScript tests, each file in its process', async (t) => {
  const folder = scratchFolder(t, {
    'sum.ts': 'export const sum = (a: number, b: number): number => a + b;',
    'sum.test.ts': `
      import assert from 'node:assert/strict';
      import test from 'node:test';
      import { sum } from './sum.js';
      test('adds', () => assert.equal(sum(1, 2) as number, 3));
    `,
    'fails.test.ts': `
      import test from 'node:test';
      test('fails', (): void => { throw new Error('on purpose'); });
    `,
  });

  const run = await runNode(folder, ['--test', '--test-reporter', 'tap', 'sum.test.ts', 'fails.test.ts']);

  assert.equal(run.code, 1);
  assert.match(run.stdout, /# pass 1\n# fail 1\n/);
  assert.match(run.stdout, /error: 'on purpose'/);
  assert.match(run.stdout, /fails\.test\.ts:3:41/);
});

test('a worker thread runs TypeScript', async (t) => {
  const folder = scratchFolder(t, {
    'app.ts': `
      import { Worker } from 'node:worker_threads';
      new Worker(new URL('./worker.ts', import.meta.url)).on('message', (text: string) => console.log(text));
    `,
    'worker.ts': `
      import { parentPort } from 'node:worker_threads';
      parentPort!.postMessage('from TypeScript' satisfies string);
    `,
  });

  const run = await runNode(folder, ['app.ts']);

  assert.deepEqual(run, { code: 0, stdout: 'from TypeScript\n', stderr: '' });
});
