import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { persist } from './run-persist.js';
import { scratchApp, scratchFolder } from './scratch-app.js';

interface Report {
  readonly app: { readonly name: string; readonly root: string };
  readonly data: string;
  readonly checks: readonly {
    readonly name: string;
    readonly status: string;
    readonly summary: string;
    readonly mend?: string;
  }[];
  readonly passed: number;
  readonly warned: number;
  readonly failed: number;
}

test('doctor of a new app has nothing to say but that it lies in the temporary folder', async (t) => {
  const app = await scratchApp(t);
  const before = contentOf(app.root);

  const { code, stdout } = await persist(['doctor', '--port', '0'], app.root, { NO_COLOR: '1' });

  assert.equal(code, 0);
  assert.match(stdout, /^PASS {2}node {11}Node\.js /m);
  assert.match(stdout, /^WARN {2}contract {7}the sources are sound, and there is no contract yet$/m);
  assert.match(stdout, /^WARN {2}data-folder .* is in the temporary folder/m);
  assert.match(stdout, /\n\n10 passed, 2 warnings, 0 failed\n$/);
  assert.deepEqual(contentOf(app.root), before);
});

test('doctor beside a running server says so, and changes nothing', async (t) => {
  const app = await scratchApp(t, 'ledger-core');
  const { url } = await app.serve('dev', '--port', '0').expect('ready');
  await fetch(`${url}/api/ledger-books`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"Household"}',
  });
  const before = contentOf(join(app.root, 'data'));

  const { code, stdout } = await persist(['doctor', '--json', '--port', new URL(url!).port], app.root);

  const report = JSON.parse(stdout) as Report;
  const summaryOf = (name: string) => report.checks.find((check) => check.name === name)!.summary;
  assert.equal(code, 0, stdout);
  assert.deepEqual(report.app, { name: 'app', root: app.root });
  assert.equal(report.data, join(app.root, 'data'));
  assert.match(summaryOf('database'), /a server runs on it/);
  assert.match(summaryOf('port'), /^app listens on 127\.0\.0\.1:\d+$/);
  assert.equal(summaryOf('stored-models'), '1 model, 1 record; they fit the contract');
  assert.equal(report.passed + report.warned + report.failed, report.checks.length);
  assert.deepEqual(contentOf(join(app.root, 'data')), before);
});

test('doctor ends with 1 where a check fails, and with the other checks done', async (t) => {
  const app = await scratchApp(t);
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const { code, stdout } = await persist(['doctor', '--json', '--port', String(port)], app.root);

  const report = JSON.parse(stdout) as Report;
  assert.equal(code, 1);
  assert.equal(report.failed, 1);
  assert.deepEqual(
    report.checks.filter(({ status }) => status === 'FAIL'),
    [
      {
        name: 'port',
        status: 'FAIL',
        summary: `127.0.0.1:${port} is taken by another program`,
        mend: 'End it, or take another port with --port or PORT.',
      },
    ],
  );
});

test('doctor outside an app is wrong usage', async (t) => {
  const { code, stderr } = await persist(['doctor'], await scratchFolder(t));

  assert.equal(code, 2);
  assert.match(stderr, /is not inside an app/);
});

/** Every file with its content; what the tests of the toolkit link to is left out. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith('node_modules') && statSync(join(folder, file)).isFile())
    // What SQLite keeps in step between processes that have it open; it starts anew with the next one.
    .filter((file) => !file.endsWith('-shm'))
    .sort();
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file)).toString('base64')]));
}
