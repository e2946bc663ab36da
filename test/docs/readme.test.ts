import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test, type TestContext } from 'node:test';
import { differences, fencedBlocks, httpExamples } from './http-examples.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = await readFile(join(root, 'README.md'), 'utf8');

test('the app that the README opens with answers as the README says', async (t) => {
  const url = await serve(t, await appOf(t, readme));
  const examples = httpExamples(readme);
  let id = '';

  assert.ok(examples.length >= 7, 'the examples were found');
  for (const { line, method, path, headers, body, ...expected } of examples) {
    const response = await fetch(url + path.replace('{id}', id), {
      method,
      body,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    });
    const answer = (await response.json()) as { readonly id?: string };
    id ||= answer.id ?? '';

    assert.equal(response.status, expected.status, `README.md:${line}: ${JSON.stringify(answer)}`);
    assert.deepEqual(differences(answer, expected.expectedBody), [], `README.md:${line}`);
    for (const [name, value] of Object.entries(expected.expectedHeaders)) {
      assert.equal(response.headers.get(name), value, `README.md:${line}: ${name}`);
    }
  }
});

test('the links of the documents lead somewhere', async () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/errors.md', 'docs/storage-layout.md', 'docs/performance.md'];
  const broken: string[] = [];
  for (const document of documents) {
    const text = await readFile(join(root, document), 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      if (!existsSync(join(root, dirname(document), target!))) broken.push(`${document}: ${target}`);
    }
  }

  assert.deepEqual(broken, []);
});

/** Writes the `ts` blocks to the files they name. Inside the repository, so that they find the packages. */
async function appOf(t: TestContext, markdown: string): Promise<string> {
  const parent = join(root, 'node_modules/.cache');
  await mkdir(parent, { recursive: true });
  const app = await mkdtemp(join(parent, 'readme-app-'));
  t.after(() => rm(app, { recursive: true, force: true }));
  const manifest = { name: 'readme-app', type: 'module', dependencies: { '@persist/runtime': '*' } };
  await writeFile(join(app, 'package.json'), JSON.stringify(manifest));
  for (const { text } of fencedBlocks(markdown, 'ts')) {
    const [, file] = /^\/\/ (src\/\S+)/.exec(text) ?? [];
    if (file === undefined) continue;
    await mkdir(dirname(join(app, file)), { recursive: true });
    await writeFile(join(app, file), text);
  }
  return app;
}

/** `persist dev`, as a reader would run it. */
async function serve(t: TestContext, app: string): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'cli/bin/persist.js'), 'dev', '--port', '0', '--json'], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as { readonly event: string; readonly url?: string };
    if (event.event === 'ready') return event.url!;
    throw new Error(`persist dev said ${line}`);
  }
  throw new Error('persist dev ended before it was ready');
}
