import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { ServingProcess } from '../cli/serving-process.js';
import { checkout } from '../cli/scratch-app.js';
import { withoutTestRunner } from '../cli/without-test-runner.js';
import { differences, httpExamples, withCaptured, type Captured } from './http-examples.js';
import { blocksOf, fencedBlocks, pageNote } from './markdown.js';

/** A document of the repository. */
export interface Page {
  /** `docs/http.md` */
  readonly name: string;
  readonly text: string;
}

/**
 * The app of a page: the template it names, and the files of its `ts` blocks that begin with their path. Inside the
 * checkout, so that it finds the packages.
 */
export async function appOfPage(t: TestContext, { text }: Page): Promise<string> {
  const parent = join(checkout, 'test/.scratch');
  await mkdir(parent, { recursive: true });
  const app = await mkdtemp(join(parent, 'page-'));
  t.after(() => rm(app, { recursive: true, force: true }));
  const template = pageNote(text, 'app');
  if (template !== undefined) await cp(join(checkout, 'templates', template), app, { recursive: true });
  const manifest = { name: 'my-app', version: '0.1.0', type: 'module', dependencies: { '@persist/runtime': '*' } };
  await writeFile(join(app, 'package.json'), JSON.stringify(manifest));
  for (const { info, text: code } of fencedBlocks(text)) {
    const [, file] = /^\/\/ ((?:src|test)\/\S+)$/m.exec(code.split('\n', 1)[0]!) ?? [];
    if (info !== 'ts' || file === undefined) continue;
    await mkdir(dirname(join(app, file)), { recursive: true });
    await writeFile(join(app, file), code);
  }
  return app;
}

/** Serves an app with `persist dev`, as a reader would; answers its URL. */
export async function serveApp(t: TestContext, app: string): Promise<string> {
  const server = new ServingProcess(['dev', '--port', '0'], app);
  t.after(() => server.end());
  const { url } = await server.expect('ready');
  return url!;
}

/** Whether a page shows tests of its app. */
export function hasTests({ text }: Page): boolean {
  return blocksOf(text, 'ts').some((code) => code.startsWith('// test/'));
}

/** Runs the tests of an app with the command that scaffolded apps have for it. */
export async function runTests(app: string): Promise<void> {
  const files = await testFiles(join(app, 'test'));
  assert.ok(files.length > 0);
  await promisify(execFile)(process.execPath, ['--import', '@persist/compiler/register', '--test', ...files], {
    cwd: app,
    env: withoutTestRunner(),
  });
}

async function testFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.test.ts')).map((file) => join(folder, file));
}

/** Sends the requests of a page in their order and holds the answers against what the page says. */
export async function assertAnswers({ name, text }: Page, url: string): Promise<void> {
  const captured: Captured = new Map();
  for (const example of httpExamples(text)) {
    const place = `${name}:${example.line}`;
    const response = await send(example, url, captured);
    const answer = await response.text();
    const body: unknown = answer === '' ? undefined : JSON.parse(answer);

    assert.equal(response.status, example.status, `${place}: ${answer}`);
    if (example.expectedBody !== undefined) {
      assert.deepEqual(differences(body, example.expectedBody, { captured }), [], place);
    }
    for (const [header, value] of Object.entries(example.expectedHeaders)) {
      assert.equal(response.headers.get(header), withCaptured(value, captured), `${place}: ${header}`);
    }
    const { id } = (body ?? {}) as { readonly id?: string };
    // The record a page begins with is `{id}` to all that follows.
    if (id !== undefined && !captured.has('id')) captured.set('id', id);
  }
}

type Example = ReturnType<typeof httpExamples>[number];

function send({ method, path, headers, body }: Example, url: string, captured: Captured): Promise<Response> {
  const fill = (text: string): string => withCaptured(text, captured);
  const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
  const contentType: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(url + fill(path), {
    method,
    headers: { ...contentType, ...filled },
    body: body === undefined ? undefined : fill(body),
  });
}
