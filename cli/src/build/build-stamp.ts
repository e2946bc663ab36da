import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What a build notes about itself, in `dist/build.json`. */
export interface BuildStamp {
  /** Of all that it was made from. */
  readonly sources: string;
  /** What of that does not lie in `src/`. */
  readonly outside: readonly string[];
  /** What it wrote. */
  readonly files: readonly string[];
}

/** Paths of what was built, absolute. */
export interface BuildTrace {
  readonly inputs: readonly string[];
  readonly files: readonly string[];
}

/** Notes in `dist/` which sources it was built from, and what was written. */
export async function writeBuildStamp(root: string, { inputs, files }: BuildTrace): Promise<string> {
  const file = stampFile(root);
  const paths = (absolute: readonly string[]) => absolute.map((path) => pathIn(root, path));
  const outside = paths(inputs).filter((path) => !path.startsWith('src/'));
  const stamp: BuildStamp = { sources: sourceHash(root, outside), outside, files: paths([...files, file]) };
  await writeFile(file, `${JSON.stringify(stamp)}\n`);
  return file;
}

/** What the last build noted; `undefined` where there is none, or one of another version. */
export function readBuildStamp(root: string): BuildStamp | undefined {
  if (!existsSync(stampFile(root))) return undefined;
  const stamp = JSON.parse(readFileSync(stampFile(root), 'utf8')) as Partial<BuildStamp>;
  return stamp.files === undefined ? undefined : (stamp as BuildStamp);
}

/** Whether sources have changed since the build; where there is no `src/`, as on a server, they have not. */
export function isStale(root: string): boolean {
  if (!existsSync(join(root, 'src'))) return false;
  const stamp = readBuildStamp(root);
  return stamp !== undefined && stamp.sources !== sourceHash(root, stamp.outside);
}

/** With forward slashes. */
export function pathIn(root: string, path: string): string {
  return relative(root, path).replaceAll(sep, '/');
}

function stampFile(root: string): string {
  return join(root, 'dist', 'build.json');
}

function sourceHash(root: string, outside: readonly string[]): string {
  const hash = createHash('sha256');
  const below = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => pathIn(root, join(entry.parentPath, entry.name)));
  for (const path of [...below, ...outside].sort()) {
    hash.update(JSON.stringify([path, textOf(join(root, path))]));
  }
  return hash.digest('hex');
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
