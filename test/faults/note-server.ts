import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { builtApp, fileScope, type LogLine } from '../cli/built-app.js';

/** What a server is started with. */
export interface NoteServerOptions {
  /** Folder of the built app. */
  readonly root: string;
  /** Folder of the database. */
  readonly data: string;
  /** A program with its arguments that runs the server, such as one that makes system calls fail. */
  readonly through?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** The minimal template, built once for a file of tests. Called as the file is loaded. */
export function notesApp(sources: Readonly<Record<string, string>> = {}): Promise<string> {
  return builtApp(fileScope(), sources);
}

/** A folder for data that is gone when the test ends. */
export async function dataFolder(t: TestContext): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'persist-faults-')));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The app in a process of its own, as on a server; killed when the test ends. */
export class NoteServer {
  readonly url: string;
  /** What it logged, line by line. */
  readonly log: LogLine[] = [];
  readonly pid: number;
  readonly #ended: Promise<unknown[]>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>, { url, pid }: LogLine) {
    this.url = String(url);
    this.pid = Number(pid);
    this.#ended = once(child, 'close');
    void this.#read(lines);
  }

  /** Starts it; resolves when it accepts connections. */
  static async start(t: TestContext, options: NoteServerOptions): Promise<NoteServer> {
    const child = run(options);
    const errors = text(child.stderr!);
    const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
    for (let line = await lines.next(); !line.done; line = await lines.next()) {
      const entry = JSON.parse(line.value) as LogLine;
      if (entry['msg'] !== 'listening') continue;
      const server = new NoteServer(child, lines, entry);
      t.after(() => server.#end('SIGKILL'));
      return server;
    }
    throw new Error(`the server ended before it was ready\n${await errors}`);
  }

  /** Ends it as an operator does; resolves with its exit code. */
  async stop(): Promise<unknown> {
    return this.#end('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<unknown> {
    try {
      // Not the program it may run through.
      process.kill(this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    const [code, endedBy] = await this.#ended;
    return code ?? endedBy;
  }

  async #read(lines: AsyncIterator<string>): Promise<void> {
    for (let line = await lines.next(); !line.done; line = await lines.next()) {
      this.log.push(JSON.parse(line.value) as LogLine);
    }
  }
}

/** How a server ended that could not start. */
export interface FailedStart {
  readonly code: number | null;
  /** What the terminal shows. */
  readonly terminal: string;
}

/** Starts a server that is to end by itself; one that starts after all is killed. */
export async function failedStart(t: TestContext, options: NoteServerOptions): Promise<FailedStart> {
  const child = run(options);
  t.after(() => child.kill('SIGKILL'));
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([outputOf(child), text(child.stderr!), closed]);
  return { code: child.exitCode, terminal: stdout + stderr };
}

async function outputOf(child: ChildProcess): Promise<string> {
  let output = '';
  for await (const line of createInterface({ input: child.stdout! })) {
    output += `${line}\n`;
    const { msg, pid } = line.startsWith('{') ? (JSON.parse(line) as LogLine) : {};
    if (msg === 'listening') process.kill(Number(pid), 'SIGKILL');
  }
  return output;
}

function run({ root, data, through = [], env = {} }: NoteServerOptions): ChildProcess {
  const [program, ...args] = [...through, process.execPath, 'dist/main.js'];
  return spawn(program, args, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: undefined, PORT: '0', PERSIST_DATA_DIR: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
