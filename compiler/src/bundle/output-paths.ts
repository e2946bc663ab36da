import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { BundlePlan } from './bundle-options.js';

/** Where the files of sources outside of `src/` go. */
const OUTSIDE = '_outside';

/** Where a source ends up when every file is kept by itself; absolute. */
export function outputPath(plan: BundlePlan, source: string): string {
  const { entry, outdir, root } = plan;
  const inSources = relative(dirname(entry), source);
  const path = leadsOut(inSources) ? join(OUTSIDE, withoutDots(relative(root, source))) : inSources;
  return join(outdir, path.replace(/\.[cm]?[jt]sx?$/, '.js'));
}

/** Whether a source is not below `src/`, and hence not where its file would be found from. */
export function isOutside({ entry }: BundlePlan, source: string): boolean {
  return leadsOut(relative(dirname(entry), source));
}

function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

/** A path above the root, as in a repository of several packages, must not leave the output's folder. */
function withoutDots(path: string): string {
  return path
    .split(sep)
    .map((part) => (part === '..' ? '_' : part.replace(':', '')))
    .join(sep);
}
