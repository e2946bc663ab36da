import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createContractCompiler, formatDiagnostic, type ContractCompiler } from '@persist/compiler';
import { checkout } from '../cli/scratch-app.js';
import { fencedBlocks } from './markdown.js';
import { pages } from './pages.js';

/** What every snippet of a model may use without importing it. */
const imports =
  "import { apiError, command, index, invariant, model, outbox, query, unique, view, type CommandContext, type Json } from '@persist/runtime';\n";

const snippets = (await pages()).flatMap((page) =>
  fencedBlocks(page.text).map((block, at, all) => ({ ...block, page: page.name, next: all[at + 1] })),
);

for (const { page, line, text } of snippets.filter(({ info }) => info === 'ts model')) {
  test(`${page}:${line} is a model without a problem`, async (t) => {
    const { compiler } = await appWith(t, imports + text);

    assert.deepEqual(compiler.compile().diagnostics.map(formatDiagnostic), []);
  });
}

for (const { page, line, text, next } of snippets.filter(({ info }) => info === 'ts refused')) {
  test(`${page}:${line} is refused as the page says`, async (t) => {
    // Lines are counted as the page shows them.
    const { compiler } = await appWith(t, text.replace(/^/, imports.trimEnd() + ' '));

    const [diagnostic, ...others] = compiler.compile().diagnostics;

    assert.deepEqual(others, []);
    assert.equal(next?.info, 'text', 'the refusal is shown in the next block');
    assert.equal(withoutColumn(formatDiagnostic(diagnostic!)), withoutColumn(next.text));
  });
}

test('the snippets were found', () => {
  assert.ok(snippets.filter(({ info }) => info === 'ts model').length > 5);
  assert.ok(snippets.filter(({ info }) => info === 'ts refused').length > 2);
});

async function appWith(t: TestContext, source: string): Promise<{ readonly compiler: ContractCompiler }> {
  const parent = join(checkout, 'test/.scratch');
  await mkdir(parent, { recursive: true });
  const root = await mkdtemp(join(parent, 'snippet-'));
  await mkdir(join(root, 'src'));
  await writeFile(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(root, 'src/model.ts'), source);
  const compiler = createContractCompiler({ root });
  t.after(async () => {
    compiler.close();
    await rm(root, { recursive: true, force: true });
  });
  return { compiler };
}

/** The imports stand in the first line, so columns there differ from what the page shows. */
function withoutColumn(text: string): string {
  return text.replace(/^(\S+:\d+):\d+/, '$1').trim();
}
