import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { checkout, scratchFolder } from '../cli/scratch-app.js';

const onDebian = existsSync('/etc/debian_version');

test('with all tools there it says nothing and installs nothing', async (t) => {
  const machine = await machineWith(t, ['google-chrome', 'tmux', 'git', 'strace']);

  assert.deepEqual(await installTestTools(machine), { code: 0, stdout: '', stderr: '' });
  assert.equal(existsSync(machine.log), false);
});

test('a browser that CHROMIUM names will do', async (t) => {
  const machine = await machineWith(t, ['tmux', 'git', 'strace']);
  await writeFile(join(machine.bin, 'my-browser'), '', { mode: 0o755 });

  const { code } = await installTestTools(machine, { CHROMIUM: join(machine.bin, 'my-browser') });

  assert.equal(code, 0);
});

test('what is missing is installed on Debian and Ubuntu, and named elsewhere', async (t) => {
  const machine = await machineWith(t, ['git']);

  const { code, stdout, stderr } = await installTestTools(machine);

  if (onDebian) {
    assert.equal(code, 0, stderr);
    assert.match(stdout, /apt-get install -y --no-install-recommends chromium tmux strace$/m);
    assert.equal(
      await readFile(machine.log, 'utf8'),
      'update (noninteractive)\ninstall -y --no-install-recommends chromium tmux strace (noninteractive)\n',
    );
  } else {
    assert.equal(code, 1);
    assert.match(stderr, /^The tests need chromium, tmux, strace, and that is not on the PATH\./);
  }
});

test('what could not be installed is an error that names it', async (t) => {
  const machine = await machineWith(t, ['git', 'strace', 'tmux']);
  await writeFile(join(machine.bin, 'apt-get'), '#!/bin/sh\nexit 100\n', { mode: 0o755 });

  const { code, stderr } = await installTestTools(machine);

  assert.equal(code, 1);
  assert.match(stderr, /^The tests need chromium, and that is not on the PATH\./);
});

interface Machine {
  /** The whole PATH. */
  readonly bin: string;
  /** What apt-get was asked for. */
  readonly log: string;
}

/** A machine with these programs, an apt-get that brings any other, and a sudo that asks for no password. */
async function machineWith(t: TestContext, programs: readonly string[]): Promise<Machine> {
  const folder = await scratchFolder(t);
  const bin = join(folder, 'bin');
  const log = join(folder, 'apt-get.log');
  await mkdir(bin);
  await symlink(process.execPath, join(bin, 'node'));
  await symlink('/usr/bin/env', join(bin, 'env'));
  const aptGet = `#!/bin/sh
echo "$* ($DEBIAN_FRONTEND)" >> ${log}
for package; do case $package in install|update|-*) ;; *) /bin/ln -s /bin/sh ${bin}/$package ;; esac; done
`;
  const sudo = '#!/bin/sh\n[ "$1" = -n ] && shift && exec "$@"\n';
  const idle = programs.map((name) => [name, '']);
  const scripts = [...idle, ['apt-get', aptGet], ['sudo', sudo], ['true', '#!/bin/sh\n']];
  for (const [name, script] of scripts) await writeFile(join(bin, name!), script!, { mode: 0o755 });
  return { bin, log };
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function installTestTools({ bin }: Machine, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const script = join(checkout, 'scripts/install-test-tools.mjs');
  const ran = promisify(execFile)(process.execPath, [script], { env: { PATH: bin, ...env } });
  return ran.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Ran) => ({ code, stdout, stderr }),
  );
}
