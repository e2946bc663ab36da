import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { Failure } from '../../src/failure.js';
import { createRepository, insideRepository } from '../../src/scaffold/git-repository.js';
import { onlyOnPath, scratchFolder, setVariable } from './scratch.js';

const signal = new AbortController().signal;
const ann = '[user]\nname = Ann\nemail = ann@example.org\n';

test('everything that is not ignored is in the first commit', async (t) => {
  await configureGit(t, ann);
  const cwd = await appFolder(t);

  assert.deepEqual(await createRepository({ cwd, signal }), { committed: true });

  assert.equal(await git(cwd, 'log', '--format=%s by %an'), 'Initial commit by Ann');
  assert.equal(await git(cwd, 'ls-files'), '.gitignore\nmodel.ts');
  assert.equal(await git(cwd, 'status', '--short', '--branch'), '## main');
});

test('the branch is called as its user likes', async (t) => {
  await configureGit(t, `${ann}[init]\ndefaultBranch = trunk\n`);
  const cwd = await appFolder(t);

  await createRepository({ cwd, signal });

  assert.equal(await git(cwd, 'branch', '--show-current'), 'trunk');
});

test('a git that does not know its user makes a repository without a commit', async (t) => {
  await configureGit(t, '[user]\nuseConfigOnly = true\n');
  const cwd = await appFolder(t);

  assert.deepEqual(await createRepository({ cwd, signal }), {
    committed: false,
    because: 'git does not know user.name and user.email',
  });

  assert.equal(await git(cwd, 'status', '--short'), '?? .gitignore\n?? model.ts');
});

test('a commit that a hook refuses leaves a repository without one, and the reason', async (t) => {
  const hooks = await scratchFolder(t);
  const hook = '#!/bin/sh\necho looking >&2\necho no commits on Sundays >&2\nexit 1\n';
  await writeFile(join(hooks, 'pre-commit'), hook, { mode: 0o755 });
  await configureGit(t, `${ann}[core]\nhooksPath = ${hooks}\n`);
  const cwd = await appFolder(t);

  assert.deepEqual(await createRepository({ cwd, signal }), {
    committed: false,
    because: 'git commit: no commits on Sundays',
  });
});

test('who signs commits is not asked for a passphrase', async (t) => {
  await configureGit(t, `${ann}[commit]\ngpgSign = true\n[gpg]\nprogram = false\n`);
  const cwd = await appFolder(t);

  assert.deepEqual(await createRepository({ cwd, signal }), { committed: true });
});

test('a hook of another repository that runs us does not get our commit', async (t) => {
  await configureGit(t, ann);
  const other = await scratchFolder(t);
  await git(other, 'init', '--quiet');
  const cwd = await appFolder(t);
  setVariable(t, 'GIT_DIR', join(other, '.git'));

  await createRepository({ cwd, signal });

  delete process.env['GIT_DIR'];
  assert.equal(await git(cwd, 'log', '--format=%s'), 'Initial commit');
  assert.equal(await git(other, 'for-each-ref'), '');
});

test('a repository that cannot be made is a failure, with what git said', async (t) => {
  await onlyOnPath(t, { git: '#!/bin/sh\necho disk full >&2\nexit 128\n' });

  await assert.rejects(createRepository({ cwd: '/', signal }), (error) => {
    assert.ok(error instanceof Failure);
    assert.equal(error.problems[0]?.code, 'git_init_failed');
    assert.equal(error.problems[0]?.output, 'disk full');
    return true;
  });
});

test('a folder is inside a repository when it or a folder above it is one, there or not', async (t) => {
  const folder = await scratchFolder(t);
  assert.equal(insideRepository(join(folder, 'a')), false);

  await mkdir(join(folder, 'a/.git'), { recursive: true });

  assert.equal(insideRepository(join(folder, 'a')), true);
  assert.equal(insideRepository(join(folder, 'a/not/there/yet')), true);
  assert.equal(insideRepository(join(folder, 'b')), false);
});

async function appFolder(t: TestContext): Promise<string> {
  const folder = await scratchFolder(t);
  await writeFile(join(folder, '.gitignore'), 'data/\n');
  await writeFile(join(folder, 'model.ts'), '');
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data/persist.db'), '');
  return folder;
}

/** The only configuration that git knows, until the test ends. */
async function configureGit(t: TestContext, text: string): Promise<void> {
  const file = join(await scratchFolder(t), 'gitconfig');
  await writeFile(file, text);
  setVariable(t, 'GIT_CONFIG_GLOBAL', file);
  setVariable(t, 'GIT_CONFIG_NOSYSTEM', '1');
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd });
  return stdout.trimEnd();
}
