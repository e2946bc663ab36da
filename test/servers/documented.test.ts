import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const page = await readFile(new URL('docs/other-servers.md', root), 'utf8');

test('the page about other servers shows the very files that are tested, all of them', async () => {
  const shown = [...page.matchAll(/^<!-- file: (\S+) -->\n\n```ts\n([^]*?)^```$/gm)];

  for (const [, file, text] of shown) assert.equal(text, await readFile(new URL(file!, root), 'utf8'), file);
  const sources = 'docs/examples/servers/src';
  const all = await readdir(fileURLToPath(new URL(sources, root)));
  assert.deepEqual(shown.map(([, file]) => file).sort(), all.map((name) => `${sources}/${name}`).sort());
});
