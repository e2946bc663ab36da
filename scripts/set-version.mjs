// Gives all packages a version, and the changelog its section: npm run release:version -- 1.5.0
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [version] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+(?:-[0-9a-z.-]+)?$/.test(version ?? '')) {
  console.error('usage: npm run release:version -- VERSION, for example: npm run release:version -- 1.5.0');
  process.exit(2);
}

const { workspaces } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const folder of ['.', ...workspaces]) rewrite(join(folder, 'package.json'), withVersion);
rewrite('CHANGELOG.md', withSection);
execFileSync('npm', ['install', '--package-lock-only'], { stdio: 'inherit', shell: process.platform === 'win32' });

/** Also in the dependencies between the packages, which are exact. */
function withVersion(manifest) {
  return manifest
    .replace(/^( {2}"version": )"[^"]+"/m, `$1"${version}"`)
    .replace(/("@persist\/[a-z-]+": )"\d[^"]*"/g, `$1"${version}"`);
}

function withSection(changelog) {
  const today = new Date().toISOString().slice(0, 10);
  return changelog.replace(/^## Unreleased$/m, `## Unreleased\n\n## ${version} - ${today}`);
}

function rewrite(file, change) {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
