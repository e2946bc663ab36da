import { claimFolder } from './app-folder.js';
import { copyTemplate } from './copy-template.js';
import { createRepository } from './git-repository.js';
import { installDependencies } from './install-dependencies.js';
import type { Created } from './next-steps.js';
import { packPackages } from './pack-packages.js';
import type { Packages } from './package-source.js';
import type { AppPlan } from './plan-app.js';
import type { Progress } from './progress.js';
import type { RunOptions } from './run-program.js';

export interface CreateOptions extends Pick<RunOptions, 'signal' | 'onOutput'> {
  readonly progress: Progress;
}

/**
 * Creates an app in a new or empty folder, all or nothing: after a failure the folder is as it was.
 *
 * @throws {Failure} where the folder holds anything, or a program that is needed fails.
 * @throws {Cancelled} the signal's reason, where it has one.
 */
export async function createApp(plan: AppPlan, options: CreateOptions): Promise<Created> {
  const claimed = await claimFolder(plan.folder);
  try {
    await writeApp(plan, await gatherPackages(plan, options), options);
    if (plan.install) await install(plan, options);
    const git = await underVersionControl(plan, options);
    options.signal.throwIfAborted();
    return createdBy(plan, git);
  } catch (error) {
    await claimed.giveBack();
    throw error;
  }
}

async function gatherPackages(plan: AppPlan, { progress, ...run }: CreateOptions): Promise<Packages> {
  const { source, folder } = plan;
  if (source.kind !== 'packed') return source;
  const archives = await progress.step(
    `Packing ${source.checkout}`,
    () => packPackages(folder, { ...run, cwd: source.checkout }),
    () => `Packed ${source.checkout}`,
  );
  return { kind: 'packed', archives };
}

async function writeApp(plan: AppPlan, packages: Packages, options: CreateOptions): Promise<void> {
  const { name } = plan.template;
  await options.progress.step(
    `Copying ${name}`,
    () => copyTemplate(plan, packages),
    () => `Copied ${name}`,
  );
  options.signal.throwIfAborted();
}

async function install(plan: AppPlan, { progress, ...run }: CreateOptions): Promise<void> {
  const { manager, folder, source } = plan;
  // Who waits for a minute wants to know that this can be.
  const patience = source.kind === 'linked' ? '' : '; SQLite may have to be compiled';
  const started = performance.now();
  await progress.step(
    `Installing with ${manager}${patience}`,
    () => installDependencies(manager, { ...run, cwd: folder }),
    () => `Installed with ${manager} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}

async function underVersionControl(
  plan: AppPlan,
  { progress, signal }: CreateOptions,
): Promise<Created['git']> {
  if (plan.git !== 'create') {
    if (plan.git !== 'declined') progress.note(noRepository[plan.git]);
    return plan.git;
  }
  const { committed } = await progress.step(
    'Creating a git repository',
    () => createRepository({ signal, cwd: plan.folder }),
    ({ because }) =>
      because === undefined
        ? 'Created a git repository with a first commit'
        : `Created a git repository without a commit: ${because}`,
  );
  return committed ? 'committed' : 'initialised';
}

const noRepository = {
  inside_repository: 'No git repository of its own: the folder is inside one',
  git_missing: 'No git repository: git is not installed',
} as const;

function createdBy(plan: AppPlan, git: Created['git']): Created {
  const { name, folder, template, manager, source, install } = plan;
  return {
    name,
    folder,
    template: template.name,
    packageManager: manager,
    packages: source.kind,
    checkout: source.kind === 'registry' ? null : source.checkout,
    installed: install,
    git,
  };
}
