import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { withoutTestRunner } from '../cli/without-test-runner.js';
import { openRegistry, type Registry } from './open-registry.js';
import { packAll, type Tarball } from './pack.js';
import { prebuiltSqlite } from './prebuilt-sqlite.js';

export interface Started {
  /** Where the server that was started listens. */
  readonly url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

interface Parts {
  readonly root: string;
  readonly tarballs: readonly Tarball[];
  readonly registry: Registry;
  readonly prebuilt: NodeJS.ProcessEnv;
}

/**
 * A folder outside of the repository, where npm gets the packages as strangers get them: packed, from a registry.
 * Everything else comes from where it always comes from.
 */
export class OtherMachine {
  readonly root: string;
  /** What its registry has of ours. */
  readonly tarballs: readonly Tarball[];
  readonly #environment: NodeJS.ProcessEnv;
  readonly #closing: (() => Promise<void>)[];

  private constructor({ root, tarballs, registry, prebuilt }: Parts) {
    this.root = root;
    this.tarballs = tarballs;
    this.#environment = { ...withoutTestRunner(), ...prebuilt, 'npm_config_@persist:registry': registry.url };
    this.#closing = [() => registry.close(), () => rm(root, { recursive: true, force: true })];
  }

  static async open(): Promise<OtherMachine> {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'persist-machine-')));
    const packed = join(root, 'packed');
    await mkdir(packed);
    const tarballs = await packAll(packed);
    const prebuilt = await prebuiltSqlite(join(root, 'prebuilt'));
    return new OtherMachine({ root, tarballs, prebuilt, registry: await openRegistry(tarballs) });
  }

  /** Runs a command to its end, which must be a good one; returns what it printed. */
  async run(command: string, args: readonly string[], folder: string): Promise<string> {
    const options = { cwd: await this.#folder(folder), env: this.#environment, maxBuffer: 16 * 1024 * 1024 };
    const finished = await promisify(execFile)(command, args, options).catch((error: Error & { stdout: string }) => {
      throw new Error(`${error.message}\n${error.stdout}`);
    });
    return finished.stdout;
  }

  /** Runs a command that serves, until it says where. */
  async start(command: string, args: readonly string[], folder: string): Promise<Started> {
    const child = spawn(command, args, {
      cwd: await this.#folder(folder),
      env: { ...this.#environment, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: npm has the server as a child, which would outlive it.
      detached: true,
    });
    this.#closing.unshift(() => kill(child));
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    const url = await firstUrl(child.stdout);
    if (url === undefined) throw new Error(`${command} ${args.join(' ')} did not serve:\n${complaints}`);
    return { url, kill: () => kill(child) };
  }

  async close(): Promise<void> {
    for (const close of this.#closing) await close();
  }

  async #folder(name: string): Promise<string> {
    const folder = join(this.root, name);
    await mkdir(folder, { recursive: true });
    return folder;
  }
}

/** `undefined` where the output ends without one. */
async function firstUrl(output: Readable): Promise<string | undefined> {
  for await (const line of createInterface(output)) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url === undefined) continue;
    output.resume(); // What is written later is not waited for.
    return url;
  }
  return undefined;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  process.kill(-child.pid!, 'SIGKILL');
  await exited;
}
