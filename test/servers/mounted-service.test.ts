import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ensureContract } from '@persist/compiler';

const example = fileURLToPath(new URL('../../docs/examples/servers', import.meta.url));

test('a process that is asked to end answers what its own server was asked, then closes the app', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'persist-mounted-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const { path } = await ensureContract(example);
  const service = fork(fileURLToPath(new URL('mounted-service.ts', import.meta.url)), {
    execArgv: ['--import', '@persist/compiler/register'],
    env: { ...process.env, PERSIST_DATA_DIR: dir, PERSIST_CONTRACT: path },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  t.after(() => service.kill('SIGKILL'));
  const [url] = (await once(service, 'message')) as [string];

  const late = fetch(`${url}/late`);
  await once(service, 'message');
  const ended = once(service, 'exit');
  service.kill('SIGTERM');

  const { name } = (await (await late).json()) as { readonly name: string };
  assert.equal(name, 'Created while the process ends');
  assert.deepEqual(await ended, [0, null]);
});
