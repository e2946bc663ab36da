// Removes from dist/ what no source makes any more. The compiler leaves the output of a removed or renamed file
// where it was, and from there it would be published, and a command of that name would still be found.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const extensions = /(\.d\.ts|\.js)(\.map)?$/;

function hasSource(folder, file) {
  const stem = join(folder, 'src', file.replace(extensions, ''));
  return existsSync(`${stem}.ts`) || existsSync(`${stem}.tsx`);
}

const { workspaces } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const folder of workspaces.filter((name) => existsSync(join(name, 'dist')))) {
  const stale = readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !hasSource(folder, path.slice(join(folder, 'dist').length + 1)));
  for (const path of stale) rmSync(path);
}
