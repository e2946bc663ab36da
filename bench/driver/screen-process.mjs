import { setTimeout as delay } from 'node:timers/promises';
import { persistBin, run } from './scaffold-ledger.mjs';

/** `persist dev` on a terminal of 120 by 40, ready; what it shows is read off the screen. */
export async function startOnScreen(app) {
  const tmux = (...args) => run('tmux', ['-L', `persist-bench-${process.pid}`, '-f', '/dev/null', ...args]);
  const command = `env -u CI TERM=screen-256color ${process.execPath} ${persistBin} dev --port 0`;
  await tmux('new-session', '-d', '-x', '120', '-y', '40', '-c', app, command);
  const until = async (pattern) => {
    for (;;) {
      const { stdout } = await tmux('capture-pane', '-p');
      const found = pattern.exec(stdout);
      if (found !== null) return Number(found[1]) * (found[2] === 's' ? 1_000 : 1);
      await delay(100);
    }
  };
  return {
    readyMs: await until(/● ready in ([\d.]+) (m?s)/),
    reloaded: (edit) => until(new RegExp(`● reloaded in ([\\d.]+) (m?s)[^]*edit ${edit}$`, 'm')),
    async end() {
      await tmux('send-keys', 'q');
      // The server of tmux ends with its only window.
      for (;;) {
        const isGone = await tmux('has-session').then(() => false, () => true);
        if (isGone) return;
        await delay(50);
      }
    },
  };
}
