import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const persistBin = fileURLToPath(new URL('../../cli/bin/persist.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, whatever that is. */
export async function persist(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  const child = spawn(process.execPath, [persistBin, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code: child.exitCode, stdout, stderr };
}

/** Runs a command that must succeed; returns what it printed. */
export async function runPersist(args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await persist(args, cwd);
  if (code !== 0) throw new Error(`persist ${args.join(' ')} exited with ${code}:\n${stdout}${stderr}`);
  return stdout;
}
