import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../failure.js';
import { lastLines } from './last-lines.js';
import { runProgram, type Ran, type RunOptions } from './run-program.js';

/** Whether a folder, which need not be there yet, is part of a repository. */
export function insideRepository(folder: string): boolean {
  // A file in the place of the folder: a worktree or a submodule.
  if (existsSync(join(folder, '.git'))) return true;
  const parent = dirname(folder);
  return parent !== folder && insideRepository(parent);
}

export interface Repository {
  readonly committed: boolean;
  /** Why nothing was committed. */
  readonly because?: string;
}

/**
 * Makes a folder a repository and commits all of it. A repository without a commit is a good start as well:
 * only where the repository itself cannot be made is this a failure.
 *
 * @throws {Failure} with what git said.
 */
export async function createRepository(options: RunOptions): Promise<Repository> {
  const git = (...args: string[]) => runProgram('git', args, { ...options, env: gitEnvironment() });
  const made = await git('init', '--quiet', ...(await branchOption(git)));
  if (made.code !== 0) throw initFailed(made);
  const author = await git('var', 'GIT_AUTHOR_IDENT');
  if (author.code !== 0) return { committed: false, because: 'git does not know user.name and user.email' };
  for (const step of [['add', '--all'], firstCommit]) {
    const { code, output } = await git(...step);
    if (code !== 0) return { committed: false, because: `git ${step[0]}: ${lastLine(output)}` };
  }
  return { committed: true };
}

// It must not stop to ask for a passphrase.
const firstCommit = ['commit', '--quiet', '--no-gpg-sign', '--message', 'Initial commit'];

type Git = (...args: string[]) => Promise<Ran>;

async function branchOption(git: Git): Promise<string[]> {
  const { code } = await git('config', '--get', 'init.defaultBranch');
  return code === 0 ? [] : ['--initial-branch=main'];
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1)!;
}

/** Without what points to another repository: a hook that runs us has it. */
function gitEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
}

function initFailed({ code, output }: Ran): Failure {
  return Failure.of({
    code: 'git_init_failed',
    message: `git init failed (${code}).`,
    output: lastLines(output, 10),
    hint: 'Nothing was left behind. --no-git leaves this step to you.',
  });
}
