import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cli } from './create-ledger-app.mjs';
import { note } from './narrate.mjs';

/** The built app in one process of its own. */
export class LedgerServer {
  #child;
  #exited;

  constructor(app) {
    const args = [cli, 'start', '--port', '0', '--json'];
    this.#child = spawn(process.execPath, args, { cwd: app, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#exited = once(this.#child, 'exit');
  }

  /** Resolves with the server's address when it answers. */
  async ready() {
    const lines = createInterface(this.#child.stdout);
    const [line] = await Promise.race([once(lines, 'line'), this.#exited.then(() => ['{}'])]);
    const { event, url } = JSON.parse(line);
    if (event !== 'ready') throw new Error(`the server did not start: ${line}`);
    note(`persist start   ${url}, process ${this.pid}`);
    return url;
  }

  get pid() {
    return this.#child.pid;
  }

  /** No warning, no last words. */
  async kill() {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
