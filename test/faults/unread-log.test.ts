import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import type { LogLine } from '../cli/built-app.js';
import { dataFolder, notesApp } from './note-server.js';

/** What becomes of a service whose log nobody takes: it serves, it ends, and it keeps a bounded part of the log. */

const app = notesApp();
// A service that hangs would hang its test.
const bounded = { timeout: 60_000 };

test('a reader of the log that has stopped holds neither a request nor the end of the service', bounded, async (t) => {
  const { child, url } = await started(t, 'pipe');

  // More than the pipe and the reader's buffer take.
  await ask(url, 100);
  child.kill('SIGTERM');

  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('a log that nobody reads is kept up to a bound, and says what is missing when it is read again', bounded, async (t) => {
  const { child, url } = await started(t, 'pipe');
  const asked = 1_000;

  await ask(url, asked);
  const log = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const kept = await linesUntil(log, 'log lines dropped');
  const [told] = kept.slice(-1);
  await ask(url, 1);
  const [after] = await linesUntil(log, 'request');

  const requests = kept.filter(({ msg }) => msg === 'request').length;
  assert.deepEqual([told!['level'], told!['lines']], ['warn', asked - requests]);
  assert.ok(requests > 100 && requests < asked, `${requests} lines were kept`);
  assert.equal(after!['msg'], 'request');
});

test('a full disk under the log keeps the service neither from serving nor from ending', bounded, async (t) => {
  const full = openSync('/dev/full', 'w');
  t.after(() => closeSync(full));
  const { child, url } = await started(t, full);

  await ask(url, 10);
  child.kill('SIGTERM');

  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('a log whose reader is gone keeps the service neither from serving nor from ending', bounded, async (t) => {
  const { child, url } = await started(t, 'pipe');

  child.stdout!.destroy();
  await ask(url, 10);
  child.kill('SIGTERM');

  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

/** A service that writes its log there; where it is, it says over another way than its log. */
async function started(t: TestContext, stdout: 'pipe' | number): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: await app,
    env: { ...process.env, NODE_OPTIONS: undefined, PORT: '0', PERSIST_DATA_DIR: await dataFolder(t) },
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
  });
  t.after(() => child.kill('SIGKILL'));
  const [{ url }] = (await once(child, 'message')) as [{ readonly url: string }];
  return { child, url };
}

/** Requests with long lines in the log, each of which is answered. */
async function ask(url: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const { status, body } = await fetch(`${url}/${'x'.repeat(8_000)}`);
    await body!.cancel();
    assert.equal(status, 404);
  }
}

/** Reads the log to the first line of this message. */
async function linesUntil(log: AsyncIterator<string>, message: string): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  while (lines.at(-1)?.['msg'] !== message) {
    const next = await log.next();
    assert.ok(next.done !== true, `the log ends without ${message}`);
    lines.push(JSON.parse(next.value) as LogLine);
  }
  return lines;
}
