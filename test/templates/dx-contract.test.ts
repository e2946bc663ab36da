import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const folder = fileURLToPath(new URL('../../templates', import.meta.url));
const templates = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  .map((entry) => entry.name);

/** What an app that has left its state to the toolkit has no reason to say. */
const plumbing = [
  /sqlite|sql\b|database|\bdb\b/i,
  /transaction|\bcommit\b|rollback/i,
  /repositor|\bdao\b|\borm\b/i,
  /\bversion\b|if-?match|etag|optimistic/i,
  /idempoten|retry|retries/i,
  /audit|outbox/i,
  /\bsave\b|\bpersist\w*\(|\bstore\b/i,
];

for (const template of templates) {
  const source = (file: string) => readFileSync(join(folder, template, file), 'utf8');

  test(`${template} is two files: the model and a main`, () => {
    assert.deepEqual(readdirSync(join(folder, template, 'src')).sort(), ['main.ts', 'model.ts']);
  });

  test(`${template} imports the recommended entry and nothing else`, () => {
    const imported = ['src/main.ts', 'src/model.ts'].flatMap((file) =>
      [...source(file).matchAll(/from '([^']+)'|import\('([^']+)'\)/g)].map(
        ([, from, dynamic]) => from ?? dynamic,
      ),
    );

    assert.deepEqual([...new Set(imported)].sort(), ['./model.js', '@persist/runtime']);
  });

  test(`${template} has no word of storage in its model`, () => {
    const said = plumbing.flatMap((word) => source('src/model.ts').match(word) ?? []);

    assert.deepEqual(said.map(String), []);
  });

  test(`${template} opens, serves and listens, and main does no more`, () => {
    const statements = source('src/main.ts')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('import '));

    assert.match(statements[0]!, /^const app = await PersistApp\.openAuto\('\.\/data'\);$/);
    assert.match(statements.at(-1)!, /^await app\.listen\(\);$/);
    for (const line of statements.slice(1, -1))
      assert.match(line, /^await app\.serveAutonomousModel\(\w+\);$/);
  });
}
