import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, pass } from '../../src/doctor/finding.js';
import { renderCheck, renderTally } from '../../src/doctor/render-check.js';
import { runChecks } from '../../src/doctor/run-checks.js';
import { scratchApp } from './scratch-app.js';

test('a check that throws is a failure of its own, and the others are done', async (t) => {
  const app = await scratchApp(t);
  const results = [];

  const which = {
    first: async () => pass('well'),
    second: async () => {
      throw new Error('out of tune');
    },
    third: async () => fail({ summary: 'ill', mend: 'Rest.' }),
  };
  for await (const result of runChecks(app.subject(), which)) results.push(result);

  assert.deepEqual(results, [
    { name: 'first', status: 'PASS', summary: 'well' },
    {
      name: 'second',
      status: 'FAIL',
      summary: 'the check itself failed: out of tune',
      mend: 'Please report this as a bug in persist, with what `persist doctor --json` prints.',
    },
    { name: 'third', status: 'FAIL', summary: 'ill', mend: 'Rest.' },
  ]);
});

test('a check is a line, with what is behind it and what to do below', () => {
  const result = {
    name: 'port',
    ...fail({ summary: 'taken', detail: 'by two\nprograms', mend: 'End them.' }),
  };

  assert.equal(
    renderCheck(result, file),
    [
      'FAIL  port           taken',
      '                     by two',
      '                     programs',
      '                     mend  End them.',
    ].join('\n'),
  );
});

test('a terminal gets colours, whatever else does not', () => {
  const result = { name: 'node', ...pass('Node.js 24.0.0') };

  assert.match(renderCheck(result, terminal), /^\u001b\[32m/);
  assert.equal(renderCheck(result, file), 'PASS  node           Node.js 24.0.0');
});

test('the last line counts', () => {
  const results = [
    { name: 'a', ...pass('well') },
    { name: 'b', ...pass('well') },
    { name: 'c', ...fail({ summary: 'ill', mend: 'Rest.' }) },
  ];

  assert.equal(renderTally(results), '2 passed, 0 warnings, 1 failed');
});

const file = { isTTY: false } as unknown as NodeJS.WriteStream;
const terminal = { isTTY: true, hasColors: () => true } as unknown as NodeJS.WriteStream;
