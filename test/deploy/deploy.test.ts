import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { OtherMachine } from '../packages/other-machine.js';
import { buildImage } from './image-folder.js';
import { parseDockerfile } from './parse-dockerfile.js';

const folder = fileURLToPath(new URL('../../docs/deploy/', import.meta.url));
const machine = await OtherMachine.open();
after(() => machine.close());

test('the steps of the Dockerfile make an app of the template that serves, is healthy, and keeps its data', async () => {
  await machine.run('npm', ['install', '@persist/cli'], 'tools');
  const persist = join(machine.root, 'tools/node_modules/.bin/persist');
  await machine.run(persist, ['new', 'my-app', '--template', 'minimal', '--no-git', '--yes'], '.');
  const ignored = (await readFile(join(folder, 'dockerignore'), 'utf8')).trim().split('\n');

  const dockerfile = parseDockerfile(await readFile(join(folder, 'Dockerfile'), 'utf8'));
  const image = await buildImage(dockerfile, { machine, source: 'my-app', ignored });

  assert.deepEqual(image.installed, [], 'the last stage has no compilers');
  assert.equal(image.user, 'node');
  const root = join(machine.root, image.folder);
  const inImage = (path: string) => existsSync(join(root, path));
  assert.ok(inImage('app/node_modules/@persist/runtime') && inImage('data'));
  assert.ok(!inImage('app/node_modules/@persist/cli') && !inImage('app/src'), 'only what it runs with is there');

  // Host and volume are those that `docker run` would give it; what it listens on is its own, so the port is free.
  const own = { ...image.env, HOST: '127.0.0.1', PERSIST_DATA_DIR: join(root, image.env['PERSIST_DATA_DIR']!) };
  const env = Object.entries({ ...own, PORT: String(await freePort()) }).map(([name, value]) => `${name}=${value}`);
  const workdir = join(image.folder, image.workdir);
  const { url } = await machine.start('env', [...env, ...image.command], workdir);

  const created = await fetch(`${url}/api/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{ "title": "Milk" }',
  });
  assert.equal(created.status, 201);
  assert.ok(inImage('data/persist.db'));
  await machine.run('env', [...env, ...image.healthcheck], workdir);
  const elsewhere = [...env.filter((each) => !each.startsWith('PORT=')), `PORT=${await freePort()}`];
  await assert.rejects(machine.run('env', [...elsewhere, ...image.healthcheck], workdir));
});

test('the unit of systemd runs what the build wrote and waits longer than a service takes to close', async () => {
  const unit = await readFile(join(folder, 'my-app.service'), 'utf8');
  const settings = new Map(
    unit.split('\n').flatMap((line) => {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value!] as const];
    }),
  );

  assert.equal(settings.get('ExecStart'), '/usr/bin/node --max-semi-space-size=32 dist/main.js');
  assert.equal(settings.get('KillSignal'), 'SIGTERM');
  // The default of closeTimeoutMs.
  assert.ok(Number(settings.get('TimeoutStopSec')) > 10);
  assert.match(unit, new RegExp(`^Environment=PERSIST_DATA_DIR=%S/${settings.get('StateDirectory')}$`, 'm'));
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
