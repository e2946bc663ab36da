import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** An app to start from. */
export interface Template {
  readonly name: string;
  /** One line, from its package.json. */
  readonly description: string;
  readonly folder: string;
  /** The first request its README makes; lines of a shell. */
  readonly firstRequest: readonly string[];
}

/** The templates of the installed `@persist/templates`: the smallest first, the others by name. */
export function readTemplates(): readonly Template[] {
  const root = dirname(createRequire(import.meta.url).resolve('@persist/templates/package.json'));
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'package.json')))
    .sort((a, b) => Number(b === smallest) - Number(a === smallest) || a.localeCompare(b))
    .map((name) => readTemplate(join(root, name), name));
}

const smallest = 'minimal';

function readTemplate(folder: string, name: string): Template {
  const { description = '' } = readJson(join(folder, 'package.json')) as { description?: string };
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  return { name, folder, description, firstRequest: firstRequestIn(readme) };
}

function firstRequestIn(readme: string): string[] {
  // A line that ends in a backslash goes on.
  return /^curl (?:.*\\\n)*.*$/m.exec(readme)?.[0].split('\n') ?? [];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
