import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place, Problem } from '../report/problem.js';
import type { ReadyMessage } from './messages.js';
import type { Boot, EndedMessage } from './server-process.js';
import type { ThrownError } from './thrown-error.js';

export type FailedBoot = Exclude<Boot, ReadyMessage>;

/**
 * Why a version does not serve, at the place in the app where it failed.
 *
 * @param host the address that it was told to listen on.
 */
export function bootProblem(boot: FailedBoot, root: string, host?: string): Problem {
  if (boot.type === 'persist:ended') return ended(boot, root);
  return addressProblem(boot, host) ?? thrown(boot, root, { code: 'boot_failed' });
}

/** What keeps any version from listening where it was told to: no edit of the app mends it. */
export function addressProblem(boot: FailedBoot, host: string | undefined): Problem | undefined {
  if (boot.type !== 'persist:failed') return undefined;
  const { code, message } = boot;
  if (code === 'EADDRINUSE') return taken(message);
  // The app itself may look up names and connect to others.
  const isUnknown = message.startsWith('getaddrinfo ') && message.endsWith(` ${host}`);
  const isElsewhere = code === 'EADDRNOTAVAIL' && /^(listen|bind) /.test(message);
  return isUnknown || isElsewhere ? notOfThisMachine(message) : undefined;
}

function ended({ code, signal, crash }: EndedMessage, root: string): Problem {
  if (crash !== undefined) {
    return thrown(crash, root, {
      code: 'server_crashed',
      hint: 'Nobody caught this error, and the server ended. Save a source file to start it again.',
    });
  }
  return {
    code: 'server_ended',
    message: `The server ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}.`,
    hint: 'What it printed last may say why. Save a source file to start it again.',
  };
}

function taken(message: string): Problem {
  return {
    code: 'port_in_use',
    message: `The address is in use (${message}).`,
    hint: 'Stop the other server, or choose another port: --port 4001, or --port 0 for any free one.',
  };
}

function notOfThisMachine(message: string): Problem {
  return {
    code: 'host_unusable',
    message: `The address is none of this machine (${message}).`,
    hint: 'Set --host or HOST to one that is, such as 127.0.0.1, or 0.0.0.0 for all of them.',
  };
}

/** @param usual what is said where the error has no code and no hint of its own. */
function thrown(error: ThrownError, root: string, usual: Pick<Problem, 'code' | 'hint'>): Problem {
  const { code = usual.code, message, hint = usual.hint, stack } = error;
  const place = placeInApp(stack, root);
  return {
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(place === undefined ? {} : { place }),
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
