import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Starts `bench/servers/<name>.mjs` on a folder of its own, alone in its process.
 *
 * @returns what it said when it was ready, `ask` for what it tells of itself (`servers/serve.mjs`), and `stop`.
 */
export async function startServer(name, ...args) {
  const data = mkdtempSync(join(tmpdir(), 'persist-bench-'));
  const file = fileURLToPath(new URL(`../servers/${name}.mjs`, import.meta.url));
  const child = fork(file, [data, ...args.map(String)], {
    // Peers tell what they do; what goes wrong is on stderr.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A server in production is started so (docs/operations.md); the peers are, too.
    execArgv: ['--max-semi-space-size=32'],
    // Packages go by it, and some are slower without.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const exited = once(child, 'exit');
  exited.then(() => rmSync(data, { recursive: true, force: true }));
  const message = () => Promise.race([once(child, 'message'), exited]).then(([found, signal]) => {
    if (typeof found === 'object' && found !== null) return found;
    throw new Error(`the server ${name} ended with ${found ?? signal}`);
  });
  const ready = await message();
  return {
    ...ready,
    ask(question) {
      child.send(question);
      return message();
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** For a program under `bench/servers/` that measures by itself, and serves nothing but its figures. */
export async function figuresOf(name, ...args) {
  const { ask: _ask, stop, ...figures } = await startServer(name, ...args);
  await stop();
  return figures;
}
