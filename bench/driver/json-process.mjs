import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { persistBin } from './scaffold-ledger.mjs';

/** `persist <args> --json` in an app's folder, ready. */
export async function startJsonProcess(args, app) {
  const begun = performance.now();
  const child = spawn(process.execPath, [persistBin, ...args, '--port', '0', '--json'], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();

  /** The next line of an event; others are passed over. */
  const until = async (event) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`persist ${args[0]} ended before it was ${event}`);
      const found = JSON.parse(value);
      if (found.event === event) return found;
      if (found.event === 'error') throw new Error(found.message);
    }
  };
  const { ms } = await until('ready');
  return {
    pid: child.pid,
    /** As it tells its user. */
    readyMs: ms,
    /** As its user sees it: from the start of the process to the line. */
    seenMs: performance.now() - begun,
    until,
    async end() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
