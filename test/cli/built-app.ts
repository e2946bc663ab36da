import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { runPersist } from './run-persist.js';
import { scratchApp } from './scratch-app.js';

export type LogLine = Readonly<Record<string, unknown>>;

export type Scope = Pick<TestContext, 'after'>;

/** What all tests of a file share ends with the last of them. Called as the file is loaded. */
export function fileScope(): Scope {
  const cleanUps: (() => unknown)[] = [];
  after(async () => {
    for (const cleanUp of cleanUps) await cleanUp();
  });
  return { after: (cleanUp) => void cleanUps.push(cleanUp as () => unknown) };
}

/** An app with these sources, built, at most until its scope ends; returns its folder. */
export async function builtApp(
  scope: Scope,
  sources: Readonly<Record<string, string>>,
  ...flags: readonly string[]
): Promise<string> {
  const { root } = await scratchApp(scope);
  for (const [path, text] of Object.entries(sources)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await runPersist(['build', ...flags], root);
  return root;
}

/** How a built app is run. */
export interface BuiltRun {
  readonly env?: NodeJS.ProcessEnv;
  /** Of node. Default: `dist/main.js`. */
  readonly args?: readonly string[];
}

/** A built app that runs as on a server: `node dist/main.js`, its log collected. */
export class BuiltProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  stderr = '';

  constructor(t: Scope, root: string, { env = {}, args = ['dist/main.js'] }: BuiltRun = {}) {
    this.#child = spawn(process.execPath, [...args], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: undefined, PORT: '0', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#lines = createInterface(this.#child.stdout!)[Symbol.asyncIterator]();
    this.ended = once(this.#child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    t.after(() => this.#child.kill('SIGKILL'));
  }

  /** The next line of its standard output. */
  async next(): Promise<LogLine> {
    const line = await this.line();
    if (line === undefined) throw new Error(`the output has ended\n${this.stderr}`);
    return line;
  }

  /** The next line of its standard output; `undefined` at its end. */
  async line(): Promise<LogLine | undefined> {
    const line = await this.#lines.next();
    return line.done ? undefined : (JSON.parse(line.value) as LogLine);
  }

  /** Where it listens, once it does. */
  async url(): Promise<string> {
    const { url } = await this.logged('listening');
    return String(url);
  }

  /** The next line of this message. */
  async logged(message: string): Promise<LogLine> {
    const seen: string[] = [];
    for (let line = await this.#lines.next(); !line.done; line = await this.#lines.next()) {
      const parsed = JSON.parse(line.value) as LogLine;
      if (parsed['msg'] === message) return parsed;
      seen.push(line.value);
    }
    throw new Error(`no line ${message} in the log:\n${seen.join('\n')}\n${this.stderr}`);
  }

  /** What is left of its standard output. */
  async rest(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (let line = await this.#lines.next(); !line.done; line = await this.#lines.next()) lines.push(line.value);
    return lines;
  }

  /** Says something to it on its standard input. */
  say(text: string): void {
    this.#child.stdin!.write(`${text}\n`);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
