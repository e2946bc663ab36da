import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';

export interface TerminalOptions {
  readonly cwd: string;
  /** Added to a bare environment, in which there is no CI. */
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

const patienceMs = 60_000;

/** A shell in a real terminal, whose prompt is `$ `: tmux draws the screen that a user would see. */
export class Terminal {
  readonly #server = ['-L', `persist-test-${randomUUID()}`] as const;
  readonly #client: ChildProcess;
  readonly #changes = new EventEmitter();
  #changesSeen = 0;

  /** Opens one, until the test ends. */
  static async open(t: TestContext, options: TerminalOptions): Promise<Terminal> {
    const terminal = new Terminal(options);
    t.after(() => terminal.close());
    // The first change is that the server is there.
    await terminal.#change(AbortSignal.timeout(patienceMs), 'tmux does not start.');
    await terminal.until(/^\$$/m);
    return terminal;
  }

  private constructor({ cwd, env = {}, columns = 80, rows = 24 }: TerminalOptions) {
    const size = ['-x', String(columns), '-y', String(rows)];
    // In control mode tmux reports each change of the screen, so that nobody needs to look again and again.
    const { PATH } = process.env;
    const bare = { PATH, HOME: cwd, LANG: 'C.UTF-8', TERM: 'screen-256color', PS1: '$ ' };
    const variables = Object.entries({ ...bare, ...env }).map(([name, value]) => `${name}=${value}`);
    const shell = ['env', '-i', ...variables, 'sh'];
    const newSession = ['-f', '/dev/null', '-C', 'new-session', ...size, ...shell];
    this.#client = spawn('tmux', [...this.#server, ...newSession], {
      cwd,
      // Inside another tmux it is not nested, but a server of its own.
      env: { ...process.env, TMUX: undefined, LANG: 'C.UTF-8' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface(this.#client.stdout!).on('line', (line) => {
      if (!line.startsWith('%output') && !line.startsWith('%exit')) return;
      this.#changesSeen += 1;
      this.#changes.emit('change');
    });
  }

  /** Types text; keys have tmux's names: `Enter`, `Down`, `C-c`. */
  async type(...keys: readonly string[]): Promise<void> {
    await this.#tmux('send-keys', ...keys);
  }

  /** Types a command line and runs it. */
  async run(command: string): Promise<void> {
    await this.#tmux('send-keys', '-l', command);
    await this.type('Enter');
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** What can be seen, without the empty lines at the end. */
  async screen(): Promise<string> {
    return (await this.#tmux('capture-pane', '-p')).replace(/\n+$/, '\n');
  }

  /** The same with colours and the like, as escape sequences. */
  async paintedScreen(): Promise<string> {
    return this.#tmux('capture-pane', '-p', '-e');
  }

  /** What can be seen as soon as it matches. */
  async until(expected: RegExp): Promise<string> {
    const deadline = AbortSignal.timeout(patienceMs);
    for (;;) {
      const seen = this.#changesSeen;
      const screen = await this.screen();
      if (expected.test(screen)) return screen;
      if (seen === this.#changesSeen) await this.#change(deadline, `no ${String(expected)} on:\n${screen}`);
    }
  }

  /** Whether the cursor is shown, and typed keys are. */
  async isRestored(): Promise<boolean> {
    const cursor = await this.#tmux('display-message', '-p', '#{cursor_flag}');
    await this.run('clear; stty -a | tr " " "\\n" | grep -xE -- "-?(echo|icanon);?" | tr "\\n" " "');
    const screen = await this.until(/icanon/);
    return cursor.trim() === '1' && !/-(echo|icanon)/.test(screen.replace(/^.*stty.*$/m, ''));
  }

  get isClosed(): boolean {
    return this.#client.exitCode !== null;
  }

  /** What happens when the window is closed: everything in it is told to hang up. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    const exited = once(this.#client, 'exit');
    await this.#tmux('kill-server');
    await exited;
  }

  async #change(deadline: AbortSignal, otherwise: string): Promise<void> {
    await once(this.#changes, 'change', { signal: deadline }).catch((cause: unknown) => {
      throw new Error(otherwise, { cause });
    });
  }

  async #tmux(...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('tmux', [...this.#server, ...args]);
    return stdout;
  }
}
