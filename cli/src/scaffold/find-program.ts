import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a program of this name can be started; none is, as some take a second to say their version. */
export function isOnPath(program: string, env: NodeJS.ProcessEnv): boolean {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(Boolean);
  return folders.some((folder) => fileNames(program, env).some((name) => isExecutable(join(folder, name))));
}

function fileNames(program: string, env: NodeJS.ProcessEnv): string[] {
  if (process.platform !== 'win32') return [program];
  return (env['PATHEXT'] ?? '.EXE;.CMD').split(';').map((extension) => program + extension);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, or not for us: either way it cannot be started.
    return false;
  }
}
