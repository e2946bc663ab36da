import { execFile } from 'node:child_process';

/** How a run of Node ended. */
export interface NodeRun {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the Node of this test with the built loader, in a folder. */
export function runNode(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<NodeRun> {
  return runPlainNode(folder, ['--import', import.meta.resolve('@persist/compiler/register'), ...args], env);
}

/** Runs the Node of this test as it is, as on a server. */
export function runPlainNode(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<NodeRun> {
  const options = {
    cwd: folder,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: undefined, ...env },
  };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [...args], options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}
