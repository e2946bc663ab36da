import { relative, sep } from 'node:path';

/** A path as the contract writes it: relative to the app's root, with forward slashes. */
export function relativePath(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}
