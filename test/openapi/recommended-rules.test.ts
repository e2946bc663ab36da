import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runPersist } from '../cli/run-persist.js';
import { scratchApp, type ScratchApp } from '../cli/scratch-app.js';
import { lintDocument, rulesOfMakers } from './lint-document.js';

for (const template of ['minimal', 'ledger-core', 'agile-board'] as const) {
  test(`the document of ${template} keeps to the recommended rules of Redocly and Spectral`, async (t) => {
    const app = await scratchApp(t, template);

    assert.deepEqual(await lintDocument(await documentOf(app), rulesOfMakers), []);
  });
}

test('with licence and author in its package.json an app breaks no recommended rule at all', async (t) => {
  const app = await scratchApp(t);
  const manifest = JSON.parse(await readFile(join(app.root, 'package.json'), 'utf8')) as object;
  const signed = { ...manifest, license: 'MIT', author: 'Ann <ann@example.org> (https://example.org)' };
  await writeFile(join(app.root, 'package.json'), JSON.stringify(signed));
  const document = await documentOf(app);

  assert.deepEqual(document.info.license, { name: 'MIT', identifier: 'MIT' });
  assert.deepEqual(document.info.contact, { name: 'Ann', email: 'ann@example.org', url: 'https://example.org' });
  assert.deepEqual(await lintDocument(document), []);
});

test('a rule that is broken is reported', async (t) => {
  const app = await scratchApp(t);
  const { paths, ...document } = await documentOf(app);
  const [path, item] = Object.entries(paths)[0]!;

  const problems = await lintDocument({ ...document, paths: { ...paths, [`${path}/`]: item } }, rulesOfMakers);

  assert.ok(problems.some((problem) => problem.startsWith('operation-operationId-unique:')), problems.join('\n'));
});

interface Document {
  readonly info: { readonly license?: object; readonly contact?: object };
  readonly paths: Readonly<Record<string, object>>;
}

async function documentOf(app: ScratchApp): Promise<Document> {
  return JSON.parse(await runPersist(['openapi'], app.root)) as Document;
}
