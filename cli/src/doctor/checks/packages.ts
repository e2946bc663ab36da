import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Finding } from '../check.js';
import { fail, pass, warn } from '../finding.js';
import type { Subject } from '../subject.js';

/** The packages of persist are there, once each, and of one version. */
export async function checkPackages({ app, version }: Subject): Promise<Finding> {
  const installed = installedPackages(app.root);
  if (!installed.some(({ name }) => name === '@persist/runtime')) {
    return fail({ summary: '@persist/runtime is not installed', mend: 'npm install' });
  }
  const all = [...installed, { name: 'this command', version, folder: '' }];
  const versions = new Set(all.map((each) => each.version));
  const detail = all.map((each) => `${each.name} ${each.version} ${each.folder}`.trimEnd()).join('\n');
  if (versions.size > 1) {
    return fail({
      summary: `the packages of persist are of different versions: ${[...versions].join(', ')}`,
      detail,
      mend: 'Give all @persist packages in package.json one version, then: npm install',
    });
  }
  const twice = installed.find(
    ({ name }, index) => installed.findIndex((each) => each.name === name) < index,
  );
  if (twice !== undefined) {
    return warn({ summary: `${twice.name} is installed more than once`, detail, mend: 'npm dedupe' });
  }
  return pass(`@persist packages ${version}`);
}

interface Installed {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

/** What the app imports, and what that imports in turn. */
function installedPackages(root: string): readonly Installed[] {
  const found = new Map<string, Installed>();
  const visit = (from: string) => {
    for (const name of ['contract', 'runtime', 'compiler', 'cli'].map((each) => `@persist/${each}`)) {
      const folder = folderOf(name, from);
      if (folder === undefined || found.has(folder)) continue;
      found.set(folder, { name, version: versionOf(folder), folder });
      visit(folder);
    }
  };
  visit(root);
  return [...found.values()];
}

function folderOf(name: string, from: string): string | undefined {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  const manifest = places.map((place) => join(place, name, 'package.json')).find((file) => existsSync(file));
  return manifest === undefined ? undefined : dirname(realpathSync(manifest));
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string })
    .version;
}
