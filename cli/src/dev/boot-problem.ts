import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place, Problem } from '../report/problem.js';
import type { FailedMessage, ReadyMessage } from './messages.js';
import type { Boot, EndedMessage } from './server-process.js';

export type FailedBoot = Exclude<Boot, ReadyMessage>;

/** Why a version does not serve, at the place in the app where it failed. */
export function bootProblem(boot: FailedBoot, root: string): Problem {
  if (boot.type === 'persist:ended') return ended(boot);
  if (portTaken(boot)) return taken(boot);
  const place = placeInApp(boot.stack, root);
  return {
    code: boot.code ?? 'boot_failed',
    message: boot.message,
    ...(boot.hint === undefined ? {} : { hint: boot.hint }),
    ...(place === undefined ? {} : { place }),
  };
}

export function portTaken(boot: FailedBoot): boolean {
  return boot.type === 'persist:failed' && boot.code === 'EADDRINUSE';
}

function ended({ code, signal }: EndedMessage): Problem {
  return {
    code: 'server_ended',
    message: `The server ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}.`,
    hint: 'What it printed last may say why. Save a source file to start it again.',
  };
}

function taken({ message }: FailedMessage): Problem {
  return {
    code: 'port_in_use',
    message: `The address is in use (${message}).`,
    hint: 'Stop the other server, or choose another port: --port 4001, or --port 0 for any free one.',
  };
}

/** The topmost line of a stack that lies in the app's own sources. */
function placeInApp(stack: string, root: string): Place | undefined {
  for (const [, file, line, column] of stack.matchAll(/(file:\/\/[^\s)]+|\/[^\s()]+):(\d+):(\d+)/g)) {
    const path = relative(root, file!.startsWith('file:') ? fileURLToPath(file!) : file!).replaceAll(
      sep,
      '/',
    );
    if (path.startsWith('src/')) return { file: path, line: Number(line), column: Number(column) };
  }
  return undefined;
}
