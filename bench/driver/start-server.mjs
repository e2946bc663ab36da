import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Starts `bench/servers/<name>.mjs`, which says `{ url, books }` when it is ready, and its CPU time when asked. */
export async function startServer(name, args) {
  const file = fileURLToPath(new URL(`../servers/${name}.mjs`, import.meta.url));
  const child = fork(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const message = () => new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  const ready = await message();
  return {
    ...ready,
    async cpu() {
      const answer = message();
      child.send('cpu');
      return (await answer).cpuUs;
    },
    stop: () => new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', resolve);
      child.kill('SIGTERM');
    }),
  };
}
