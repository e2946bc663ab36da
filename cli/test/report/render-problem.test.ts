import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WriteStream } from 'node:tty';
import { test } from 'node:test';
import { withFrame } from '../../src/report/code-frame.js';
import { paint } from '../../src/report/paint.js';
import { renderProblem } from '../../src/report/render-problem.js';

const problem = {
  code: 'field_type_unsupported',
  message: 'LedgerBook.onChange: a function cannot be stored.',
  hint: 'Keep behaviour in methods.',
  place: { file: 'src/model.ts', line: 2, column: 3 },
};

test('a problem shows its place, its lines and the next step', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'persist-frame-'));
  t.after(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'src'));
  await writeFile(join(root, 'src/model.ts'), 'class LedgerBook {\n  onChange = () => {};\n}\n');

  const text = renderProblem(withFrame(problem, { root, colours: false }), pipe);

  assert.equal(
    text,
    [
      'error src/model.ts:2:3 LedgerBook.onChange: a function cannot be stored.',
      '  1 | class LedgerBook {',
      '> 2 |   onChange = () => {};',
      '    |   ^',
      '  3 | }',
      '  4 |',
      'hint  Keep behaviour in methods.',
    ].join('\n'),
  );
});

test('a problem in a file that is gone keeps its place', () => {
  assert.deepEqual(withFrame(problem, { root: '/nowhere', colours: false }), problem);
});

test('colours are for terminals that show them', () => {
  const terminal = { isTTY: true, hasColors: () => true } as unknown as NodeJS.WriteStream;

  assert.equal(paint('red', 'x', terminal), '\u001B[31mx\u001B[39m');
  assert.equal(paint('red', 'x', pipe), 'x');
});

test('NO_COLOR turns colours off on a terminal', (t) => {
  const before = process.env['NO_COLOR'];
  t.after(() => (before === undefined ? delete process.env['NO_COLOR'] : (process.env['NO_COLOR'] = before)));
  const terminal = Object.create(WriteStream.prototype, { isTTY: { value: true } }) as NodeJS.WriteStream;

  process.env['NO_COLOR'] = '1';

  assert.equal(paint('red', 'x', terminal), 'x');
});

const pipe = { isTTY: false } as NodeJS.WriteStream;
