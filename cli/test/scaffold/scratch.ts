import { chmod, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder that is gone when the test ends. */
export async function scratchFolder(t: TestContext): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'persist-new-')));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Until the test ends these are the only programs that can be found: scripts, or the path of a real one. */
export async function onlyOnPath(t: TestContext, programs: Readonly<Record<string, string>>): Promise<void> {
  const folder = await scratchFolder(t);
  const path = process.env['PATH'];
  for (const [name, program] of Object.entries(programs)) {
    const file = join(folder, name);
    if (program.startsWith('/')) await symlink(program, file);
    else await writeFile(file, program).then(() => chmod(file, 0o755));
  }
  process.env['PATH'] = folder;
  t.after(() => {
    process.env['PATH'] = path;
  });
}

/** A variable of the environment, until the test ends. */
export function setVariable(t: TestContext, name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  t.after(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}
