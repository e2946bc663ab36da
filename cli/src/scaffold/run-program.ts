import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program and everything it has started. */
  readonly signal: AbortSignal;
  /** Gets what it says while it runs. */
  readonly onOutput?: (text: string) => void;
}

export interface Ran {
  /** Exit code; a name such as `ENOENT` or `SIGKILL` where there is none. */
  readonly code: number | string;
  /** Both streams, as they came. */
  readonly output: string;
}

/**
 * Runs a program to its end, without a terminal to ask questions on.
 *
 * @throws the signal's reason, once nothing of the program runs any more.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env = process.env, signal, onOutput }: RunOptions,
): Promise<Ran> {
  signal.throwIfAborted();
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Windows has no executable of a package manager's name, only a script for its shell.
    shell: onWindows,
    // Its own group: what it starts in turn can be ended with it.
    detached: !onWindows,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onOutput?.(text);
    });
  const end = () => endGroup(child);
  signal.addEventListener('abort', end, { once: true });
  const code = await exitOf(child);
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  return { code, output };
}

const onWindows = process.platform === 'win32';

async function exitOf(child: ChildProcess): Promise<number | string> {
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return code ?? signal ?? 'unknown';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

const patienceMs = 2000;

function endGroup(child: ChildProcess): void {
  killGroup(child, 'SIGTERM');
  const impatient = setTimeout(() => killGroup(child, 'SIGKILL'), patienceMs);
  child.once('close', () => clearTimeout(impatient));
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (onWindows) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
