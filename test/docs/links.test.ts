import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkout } from '../cli/scratch-app.js';
import { anchorsOf, localLinks } from './markdown.js';
import { pages } from './pages.js';

test('the links of the documents lead somewhere, anchors included', async () => {
  const broken: string[] = [];
  let checked = 0;
  for (const { name, text } of await pages()) {
    for (const target of localLinks(text)) {
      checked += 1;
      if (!(await exists(target, name))) broken.push(`${name}: ${target}`);
    }
  }

  assert.ok(checked > 10);
  assert.deepEqual(broken, []);
});

async function exists(target: string, from: string): Promise<boolean> {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? join(checkout, from) : join(checkout, dirname(from), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || anchorsOf(await readFile(file, 'utf8')).has(anchor);
}
