import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('gallery-program.ts', import.meta.url));

/** What the process says of itself. */
export interface Condition {
  /** In use after a collection. */
  readonly bytes: number;
  /** Members that prototypes have and did not have when it started. */
  readonly polluted: readonly string[];
}

interface Scope {
  after(cleanUp: () => Promise<void>): void;
}

/** The gallery in a process of its own: one that hangs, ends or grows can be told from its caller. */
export class GalleryProcess {
  readonly dir: string;
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #complaints: () => string;

  private constructor(dir: string, port: number, running: { child: ChildProcess; complaints: () => string }) {
    this.dir = dir;
    this.port = port;
    this.#child = running.child;
    this.#complaints = running.complaints;
  }

  /** Serves until the scope ends. */
  static async start(scope: Scope): Promise<GalleryProcess> {
    const dir = await mkdtemp(join(tmpdir(), 'persist-fuzz-'));
    const child = fork(program, [dir], {
      execArgv: ['--expose-gc', '--enable-source-maps', '--import', '@persist/compiler/register'],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    let stderr = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = once(child, 'exit');
    scope.after(async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(dir, { recursive: true, force: true });
    });
    const first = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
    if (first === undefined) throw new Error(`the gallery ended before it served:\n${stderr}`);
    const [{ url }] = first as [{ url: string }];
    return new GalleryProcess(dir, Number(new URL(url).port), { child, complaints: () => stderr });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it has written to standard error so far: faults, warnings. */
  get complaints(): string {
    return this.#complaints();
  }

  async condition(): Promise<Condition> {
    const answer = once(this.#child, 'message');
    this.#child.send('condition');
    const [condition] = (await answer) as [Condition];
    return condition;
  }
}
