import { appendFile, cp, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { appManifest } from './app-manifest.js';
import { managerSettings } from './manager-settings.js';
import type { Packages } from './package-source.js';
import type { AppPlan } from './plan-app.js';

/** Writes the files of a new app. */
export async function copyTemplate(plan: AppPlan, packages: Packages): Promise<void> {
  const { name, template, folder, manager } = plan;
  const settings = managerSettings(manager, packages, Number.parseInt(process.versions.node, 10));
  await cp(template.folder, folder, {
    recursive: true,
    filter: (path) => isSource(relative(template.folder, path)),
  });
  // npm leaves a file called .gitignore out of a package.
  await rename(join(folder, '_gitignore'), join(folder, '.gitignore'));
  await appendFile(join(folder, '.gitignore'), settings.ignored.map((line) => `${line}\n`).join(''));
  await edit(join(folder, 'package.json'), (text) =>
    appManifest(text, { name, manager, packages, settings }),
  );
  await edit(join(folder, 'README.md'), (text) => fillIn(text, plan));
  for (const [name, text] of Object.entries(settings.files)) await writeFile(join(folder, name), text);
}

/** Whoever works on a template runs it, too. */
function isSource(path: string): boolean {
  return !/^(node_modules|dist|data|\.persist)$/.test(path);
}

function fillIn(text: string, { name, manager }: AppPlan): string {
  return text.replaceAll('{{name}}', name).replaceAll('{{packageManager}}', manager);
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}
