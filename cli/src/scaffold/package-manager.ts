import { isOnPath } from './find-program.js';

export const packageManagers = ['npm', 'pnpm', 'yarn'] as const;
export type PackageManager = (typeof packageManagers)[number];

/** Those that can be started here; the one that ran us comes first. */
export function installedManagers(env: NodeJS.ProcessEnv): PackageManager[] {
  const first = managerThatRanUs(env);
  return packageManagers
    .filter((manager) => manager === first || isOnPath(manager, env))
    .sort((a, b) => Number(b === first) - Number(a === first));
}

/** `npm exec`, `pnpm dlx` and the like say who they are. */
function managerThatRanUs(env: NodeJS.ProcessEnv): PackageManager | undefined {
  const name = env['npm_config_user_agent']?.split('/')[0];
  return packageManagers.find((manager) => manager === name);
}
