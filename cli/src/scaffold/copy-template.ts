import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linkProtocol, type PackageManager } from './package-manager.js';
import { templateFolder, type Template } from './templates.js';

export interface AppPlan {
  readonly name: string;
  readonly template: Template;
  readonly manager: PackageManager;
  /** Folder of the checkout to link to; `undefined` takes the packages from the registry. */
  readonly checkout: string | undefined;
  /** Version of the packages where they come from the registry. */
  readonly version: string;
}

/** Writes the files of a new app. */
export async function copyTemplate(plan: AppPlan, folder: string): Promise<void> {
  await cp(templateFolder(plan.template), folder, { recursive: true, filter: isSource });
  // npm leaves a file called .gitignore out of a package.
  await rename(join(folder, '_gitignore'), join(folder, '.gitignore'));
  await edit(join(folder, 'package.json'), (text) => manifestOf(text, plan));
  await edit(join(folder, 'README.md'), (text) => fillIn(text, plan));
}

const notSource = /[\\/](node_modules|dist|data|\.persist)$/;

function isSource(path: string): boolean {
  return !notSource.test(path);
}

function manifestOf(text: string, plan: AppPlan): string {
  const manifest = JSON.parse(text) as Manifest;
  const ours = (dependencies: Dependencies) =>
    Object.fromEntries(
      Object.entries(dependencies).map(([name, range]) => [name, rangeOf(name, range, plan)]),
    );
  const filled = {
    ...manifest,
    name: plan.name,
    dependencies: ours(manifest.dependencies),
    devDependencies: ours(manifest.devDependencies),
  };
  return `${JSON.stringify(filled, null, 2)}\n`;
}

type Dependencies = Readonly<Record<string, string>>;

interface Manifest {
  readonly dependencies: Dependencies;
  readonly devDependencies: Dependencies;
}

function rangeOf(name: string, range: string, plan: AppPlan): string {
  if (!name.startsWith('@persist/')) return range;
  if (plan.checkout === undefined) return `^${plan.version}`;
  return (
    linkProtocol(plan.manager) + join(plan.checkout, name.slice('@persist/'.length)).replaceAll('\\', '/')
  );
}

function fillIn(text: string, plan: AppPlan): string {
  return text.replaceAll('{{name}}', plan.name).replaceAll('{{packageManager}}', plan.manager);
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}
