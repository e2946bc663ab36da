import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** What a build notes about the sources it was made from. */
interface BuildStamp {
  readonly sources: string;
}

/** Notes in `dist/` which sources it was built from. */
export async function writeBuildStamp(root: string): Promise<string> {
  const file = stampFile(root);
  const stamp: BuildStamp = { sources: sourceHash(root) };
  await writeFile(file, `${JSON.stringify(stamp)}\n`);
  return file;
}

/** Whether `src/` has changed since the build; where there is no `src/`, as on a server, it has not. */
export function isStale(root: string): boolean {
  if (!existsSync(join(root, 'src')) || !existsSync(stampFile(root))) return false;
  const { sources } = JSON.parse(readFileSync(stampFile(root), 'utf8')) as BuildStamp;
  return sources !== sourceHash(root);
}

function stampFile(root: string): string {
  return join(root, 'dist', 'build.json');
}

function sourceHash(root: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  for (const file of files) {
    hash.update(JSON.stringify([file.replaceAll(sep, '/'), readFileSync(join(root, file), 'utf8')]));
  }
  return hash.digest('hex');
}
