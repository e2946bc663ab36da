import { assertNever } from '@persist/contract';
import { shortPath } from './app-target.js';
import type { AppPlan, GitPlan } from './plan-app.js';
import { archiveFolder } from './package-source.js';
import type { PackageManager } from './package-manager.js';

/** What `persist new --json` prints. */
export interface Created {
  readonly name: string;
  readonly folder: string;
  readonly template: string;
  readonly packageManager: PackageManager;
  /** Where the packages come from: the registry, or a checkout by links or by archives inside the app. */
  readonly packages: 'registry' | 'linked' | 'packed';
  readonly checkout: string | null;
  readonly installed: boolean;
  /** `initialised`: a repository without a commit. The others: none was made, and why. */
  readonly git: 'committed' | 'initialised' | Exclude<GitPlan, 'create'>;
}

export interface Whereabouts {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A line of the last screen. */
export interface NextStep {
  readonly text: string;
  /** Something to type, not to read. */
  readonly command?: boolean;
}

/** What to type next, line by line. */
export function nextSteps(plan: AppPlan, { cwd, env }: Whereabouts): NextStep[] {
  const { manager, install, folder, template } = plan;
  const commands = [
    ...(folder === cwd ? [] : [`cd ${quoted(shortPath(folder, cwd))}`]),
    ...(install ? [] : [`${manager} install`]),
    `${manager} run dev`,
  ];
  const url = `http://${hostOf(env)}:${env['PORT'] ?? '4000'}`;
  const request = template.firstRequest.map((line) => line.replace('http://127.0.0.1:4000', url));
  return [
    { text: 'Next:' },
    ...commands.map(typed),
    { text: '' },
    { text: `It answers at ${url}. Try it from a second terminal:` },
    ...request.map(typed),
    { text: '' },
    { text: `The rules are in src/model.ts. Test them with: ${manager} test` },
    ...aboutPackages(plan),
  ];
}

function typed(text: string): NextStep {
  return { text: `  ${text}`, command: true };
}

/** What is not as everybody expects it. */
function aboutPackages({ source }: AppPlan): NextStep[] {
  switch (source.kind) {
    case 'registry':
      return [];
    case 'linked':
      return [{ text: `Its packages are links to ${source.checkout}.` }];
    case 'packed':
      return [{ text: `Its packages are copies in ${archiveFolder}/, of ${source.checkout}.` }];
    default:
      return assertNever(source);
  }
}

/** Who listens on all addresses answers on this one. */
function hostOf({ HOST }: NodeJS.ProcessEnv): string {
  if (HOST === undefined || HOST === '0.0.0.0' || HOST === '::') return '127.0.0.1';
  return HOST.includes(':') ? `[${HOST}]` : HOST;
}

function quoted(path: string): string {
  return /^[\w@%+=:,./\\~-]+$/.test(path) ? path : `"${path}"`;
}
