import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { checks } from '../../src/doctor/checks.js';

test('docs/doctor.md has a section for each check, in order, and for nothing else', async () => {
  const text = await readFile(new URL('../../../docs/doctor.md', import.meta.url), 'utf8');

  const documented = [...text.matchAll(/^### `(.+)`$/gm)].map(([, name]) => name);

  assert.deepEqual(documented, Object.keys(checks));
});

test('each section says what PASS and FAIL mean, and how a failure is mended', async () => {
  const text = await readFile(new URL('../../../docs/doctor.md', import.meta.url), 'utf8');

  for (const section of text.split(/^### /m).slice(1)) {
    const name = section.split('\n')[0];
    assert.match(section, /^\| PASS \| /m, name);
    assert.match(section, /^\| FAIL \| .+ \| .+ \|$/m, name);
  }
});
