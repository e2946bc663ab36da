import { dirname, join } from 'node:path';
import { ts } from './ts.js';

/** The name in the `package.json` above a file. */
export function packageNameOf(file: ts.SourceFile): string | undefined {
  return nameAbove(dirname(file.fileName));
}

// A package does not change its name while a compiler runs.
const known = new Map<string, string | undefined>();

function nameAbove(folder: string): string | undefined {
  if (!known.has(folder)) known.set(folder, nameIn(folder));
  return known.get(folder);
}

function nameIn(folder: string): string | undefined {
  const text = ts.sys.readFile(join(folder, 'package.json'));
  const name = text === undefined ? undefined : nameFrom(text);
  if (name !== undefined) return name;
  const parent = dirname(folder);
  return parent === folder ? undefined : nameAbove(parent);
}

function nameFrom(text: string): string | undefined {
  const { config } = ts.readConfigFile('package.json', () => text) as { config?: { name?: unknown } };
  return typeof config?.name === 'string' ? config.name : undefined;
}
