import { Failure } from '../failure.js';
import { targetOf } from './app-target.js';
import type { PackageManager } from './package-manager.js';
import type { PackageSource } from './package-source.js';
import type { Template } from './templates.js';

/** What the command line says; what it leaves open is asked, or takes its default. */
export interface Choices {
  readonly name?: string | undefined;
  readonly template?: string | undefined;
  readonly packageManager?: PackageManager | undefined;
  readonly git?: boolean | undefined;
}

export interface Requirements {
  readonly install: boolean;
  readonly pack: boolean;
}

/** What the machine offers. */
export interface Surroundings {
  readonly cwd: string;
  readonly templates: readonly Template[];
  /** The one to offer first comes first. */
  readonly installed: readonly PackageManager[];
  /** Folder of the checkout to take the packages from; `undefined` takes them from the registry. */
  readonly checkout: string | undefined;
  /** Version of the packages where they come from the registry. */
  readonly version: string;
  readonly hasGit: boolean;
  insideRepository(folder: string): boolean;
}

/** Whether the app gets a repository, and if not, why. */
export type GitPlan = 'create' | 'declined' | 'inside_repository' | 'git_missing';

export interface AppPlan {
  readonly name: string;
  readonly folder: string;
  readonly template: Template;
  readonly manager: PackageManager;
  readonly source: PackageSource;
  readonly install: boolean;
  readonly git: GitPlan;
}

export type Question = 'name' | 'template' | 'packageManager' | 'git';

/** What to ask next: the first thing that is open, and that the machine leaves a choice about. */
export function nextQuestion(choices: Choices, surroundings: Surroundings): Question | undefined {
  const { name, template, packageManager, git } = choices;
  if (name === undefined) return 'name';
  if (template === undefined && surroundings.templates.length > 1) return 'template';
  if (packageManager === undefined && surroundings.installed.length > 1) return 'packageManager';
  const { folder } = targetOf(name, surroundings.cwd);
  return git === undefined && gitPlan(true, folder, surroundings) === 'create' ? 'git' : undefined;
}

/**
 * Decides everything that is to be done; nothing is done yet.
 *
 * @throws {Failure} exit code 2 where the choices make no sense, 1 where the machine cannot follow them.
 */
export function planApp(choices: Choices, required: Requirements, surroundings: Surroundings): AppPlan {
  const { name, folder } = targetOf(requireName(choices.name), surroundings.cwd);
  const manager = choices.packageManager ?? surroundings.installed[0] ?? 'npm';
  if (required.install) checkInstalled(manager, surroundings.installed);
  return {
    name,
    folder,
    template: templateNamed(choices.template, surroundings.templates),
    manager,
    source: sourceFor(manager, required.pack, surroundings),
    install: required.install,
    git: gitPlan(choices.git ?? true, folder, surroundings),
  };
}

function requireName(name: string | undefined): string {
  if (name !== undefined) return name;
  throw Failure.usage({
    code: 'name_missing',
    message: 'NAME is missing, and there is nobody to ask.',
    hint: 'Give the app a name: persist new my-app',
  });
}

function checkInstalled(manager: PackageManager, installed: readonly PackageManager[]): void {
  if (installed.includes(manager)) return;
  const others = installed.length === 0 ? '' : `, or choose ${installed.join(' or ')} with --package-manager`;
  throw Failure.of({
    code: 'package_manager_missing',
    message: `${manager} is not installed.`,
    hint: `Install it${others}; --no-install leaves this step to you.`,
  });
}

function templateNamed(name: string | undefined, templates: readonly Template[]): Template {
  const found = name === undefined ? templates[0] : templates.find((template) => template.name === name);
  if (found !== undefined) return found;
  throw Failure.usage({
    code: 'template_unknown',
    message: `There is no template ${name}.`,
    hint: `Choose one of: ${templates.map((template) => template.name).join(', ')}.`,
  });
}

function sourceFor(manager: PackageManager, pack: boolean, surroundings: Surroundings): PackageSource {
  const { checkout, version } = surroundings;
  if (checkout !== undefined) {
    // yarn leaves out the programs that linked packages bring, or installs what they need a second time.
    return pack || manager === 'yarn'
      ? { kind: 'packed', checkout }
      : { kind: 'linked', checkout };
  }
  if (!pack) return { kind: 'registry', version };
  throw Failure.usage({
    code: 'pack_without_checkout',
    message: '--pack copies the packages of a checkout, and there is none.',
    hint: 'Name one with --link PATH, or leave --pack out to get the packages from the registry.',
  });
}

function gitPlan(wanted: boolean, folder: string, surroundings: Surroundings): GitPlan {
  if (!wanted) return 'declined';
  if (!surroundings.hasGit) return 'git_missing';
  return surroundings.insideRepository(folder) ? 'inside_repository' : 'create';
}
