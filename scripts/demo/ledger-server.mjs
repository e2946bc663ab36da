import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cli } from './create-ledger-app.mjs';
import { note } from './narrate.mjs';

/** The built app in one process of its own. */
export class LedgerServer {
  #child;
  #exited;

  constructor(child) {
    this.#child = child;
    this.#exited = once(child, 'exit');
  }

  /** Resolves when the app answers. */
  static async start(app) {
    const args = [cli, 'start', '--port', '0', '--json'];
    const child = spawn(process.execPath, args, { cwd: app, stdio: ['ignore', 'pipe', 'inherit'] });
    const server = new LedgerServer(child);
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), server.#exited.then(() => ['{}'])]);
    const { event, url } = JSON.parse(line);
    if (event !== 'ready') throw new Error(`the server did not start: ${line}`);
    server.url = url;
    note(`persist start   ${url}, process ${child.pid}`);
    return server;
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
