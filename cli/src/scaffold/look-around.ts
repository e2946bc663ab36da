import { findCheckout } from './checkout.js';
import { isOnPath } from './find-program.js';
import { insideRepository } from './git-repository.js';
import { installedManagers } from './package-manager.js';
import type { Surroundings } from './plan-app.js';
import { readTemplates } from './templates.js';

/** @throws {Failure} exit code 2 where `link` is no checkout. */
export function lookAround(link: string | undefined, version: string): Surroundings {
  return {
    cwd: process.cwd(),
    templates: readTemplates(),
    installed: installedManagers(process.env),
    checkout: findCheckout(link),
    version,
    hasGit: isOnPath('git', process.env),
    insideRepository,
  };
}
