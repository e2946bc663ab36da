import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { checkout, scratchApp } from '../cli/scratch-app.js';

const run = promisify(execFile);
const client = fileURLToPath(new URL('fixtures/ledger-client.ts', import.meta.url));

test('a client generated from the running ledger type-checks and drives it', async (t) => {
  const app = await scratchApp(t, 'ledger-core');
  const { url } = await app.serve('dev', '--port', '0').expect('ready');
  const folder = await clientFolder(t);

  const types = await openapiTS(new URL(`${url!}/_openapi.json`));
  await writeFile(join(folder, 'api.ts'), astToString(types));
  await copyFile(client, join(folder, 'ledger-client.ts'));
  await compile(folder);
  const { stdout } = await run(process.execPath, [join(folder, 'dist/ledger-client.js'), url!]);

  assert.deepEqual(JSON.parse(stdout), {
    created: 201,
    version: 1,
    postings: [-2_500, 2_500],
    missing: 9_999 - 2_500,
    balances: [
      ['Ann', 7_500],
      ['Ben', 2_500],
    ],
    found: ['Household'],
    unchanged: 304,
    late: 'optimistic_lock_conflict',
  });
});

test('a client that sends what the document does not know is refused by its types', async (t) => {
  const app = await scratchApp(t, 'ledger-core');
  const { url } = await app.serve('dev', '--port', '0').expect('ready');
  const folder = await clientFolder(t);
  await writeFile(join(folder, 'api.ts'), astToString(await openapiTS(new URL(`${url!}/_openapi.json`))));
  await writeFile(
    join(folder, 'wrong-client.ts'),
    `import createClient from 'openapi-fetch';
import type { paths } from './api.js';
const client = createClient<paths>({ baseUrl: '' });
await client.POST('/api/ledger-books', { body: { title: 'Household' } });
`,
  );

  await assert.rejects(compile(folder), (error: { readonly stdout: string }) => {
    assert.match(error.stdout, /wrong-client\.ts\(4,\d+\): error TS\d+: .*'title' does not exist/);
    return true;
  });
});

/** Inside the checkout, where the client's library is found. */
async function clientFolder(t: TestContext): Promise<string> {
  const parent = join(checkout, 'test/node_modules/.cache');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'client-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: ['node'],
    typeRoots: [join(checkout, 'node_modules/@types')],
    noEmitOnError: true,
    rootDir: '.',
    outDir: 'dist',
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  return folder;
}

async function compile(folder: string): Promise<void> {
  await run(process.execPath, [join(checkout, 'node_modules/typescript/bin/tsc'), '-p', folder]);
}
