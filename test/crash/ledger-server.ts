import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';
import { buildApp } from '@persist/compiler';

const template = fileURLToPath(new URL('../../templates/ledger-core', import.meta.url));

/** The ledger template, built, in a process of its own that can be killed. */
export interface LedgerServer {
  /** Starts it on the same data; resolves with its url when it accepts connections. */
  start(): Promise<string>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
}

/** Builds the template into a temporary folder; everything is gone when the test ends. */
export async function ledgerServer(t: TestContext): Promise<LedgerServer> {
  const dir = await mkdtemp(join(tmpdir(), 'persist-crash-'));
  let child: ChildProcess | undefined;
  const kill = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  t.after(async () => {
    await kill();
    await rm(dir, { recursive: true, force: true });
  });
  // Inside the repository, so that the bundle finds the runtime.
  const outdir = join(fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url)), `crash-${process.pid}`);
  await buildApp({ root: template, outdir });
  t.after(() => rm(outdir, { recursive: true, force: true }));

  return {
    kill,
    async start() {
      child = spawn(process.execPath, ['--enable-source-maps', join(outdir, 'main.js')], {
        env: { ...process.env, PORT: '0', PERSIST_DATA_DIR: join(dir, 'data') },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      return readyUrl(child);
    },
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  const url = await firstUrl(child);
  if (url === undefined) {
    throw new Error(`the server ended with ${child.exitCode ?? child.signalCode} before it was ready`);
  }
  // The rest of its log is not looked at.
  child.stdout!.resume();
  return url;
}

async function firstUrl(child: ChildProcess): Promise<string | undefined> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const [url] = /http:\/\/[\w.:]+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  return undefined;
}
