import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { LedgerApp } from './ledger-app.js';
import type { Scope } from './scope.js';

export interface LedgerServerOptions {
  readonly app: LedgerApp;
  /** Of the database. Default: a temporary folder. */
  readonly dataDir?: string;
  /** A program with its arguments that runs the server, such as one that traces it. */
  readonly through?: readonly string[];
}

/** The ledger in a process of its own that can be killed. */
export interface LedgerServer {
  readonly database: string;
  /** Starts it on the same data; resolves with its url when it accepts connections. */
  start(): Promise<string>;
  /** Starts it and kills it that many milliseconds later, wherever it is then. */
  startAndKill(afterMs: number): Promise<void>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM: resolves with the exit code, or the signal that ended it, when it and what ran it are gone. */
  stop(): Promise<number | NodeJS.Signals>;
}

/** The server is killed, and its data are gone, when the test ends. */
export async function ledgerServer(scope: Scope, options: LedgerServerOptions): Promise<LedgerServer> {
  let running: Running | undefined;
  // Before its folders go: hooks run in the order of their registration.
  scope.after(async () => void (running && (await end('SIGKILL'))));
  const { app, dataDir = join(await temporaryFolder(scope), 'data'), through = [] } = options;
  const [program, ...args] = [...through, process.execPath, '--enable-source-maps', app.main];
  const run = (): Running => {
    const env = { ...process.env, PORT: '0', PERSIST_DATA_DIR: dataDir };
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    running = { child, pid: child.pid!, ended: once(child, 'close') as Promise<Ending> };
    return running;
  };
  const end = async (signal: NodeJS.Signals): Promise<number | NodeJS.Signals> => {
    if (running === undefined) throw new Error('There is no server to end. Start it before.');
    const { child, pid, ended } = running;
    if (child.exitCode === null && child.signalCode === null) process.kill(pid, signal);
    const [code, endedBy] = await ended;
    return code ?? endedBy!;
  };

  return {
    database: join(dataDir, 'persist.db'),
    async start() {
      const { child } = run();
      const { url, pid } = await listening(child);
      // Not that of the program it may run through.
      running!.pid = pid;
      return url;
    },
    async startAndKill(afterMs) {
      run().child.stdout!.resume();
      await delay(afterMs);
      await end('SIGKILL');
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

interface Running {
  readonly child: ChildProcess;
  pid: number;
  readonly ended: Promise<Ending>;
}

type Ending = [code: number | null, signal: NodeJS.Signals | null];

/** A folder that is gone when the test ends. */
export async function temporaryFolder(scope: Scope): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'persist-crash-')));
  scope.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

interface Listening {
  readonly url: string;
  readonly pid: number;
}

/** What the log says when the server accepts connections. */
async function listening(child: ChildProcess): Promise<Listening> {
  for await (const text of createInterface({ input: child.stdout! })) {
    const line = JSON.parse(text) as Partial<Listening> & { readonly msg: string };
    if (line.msg !== 'listening') continue;
    // The rest of its log is not looked at.
    child.stdout!.resume();
    return line as Listening;
  }
  throw new Error(`the server ended with ${child.exitCode ?? child.signalCode} before it was ready`);
}
