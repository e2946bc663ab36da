// How long `persist dev` takes until the ledger answers: cold, with a warm cache, and after an edit of its
// model; as JSON lines and on a terminal (tmux). Times are the ones it tells its user.
// node bench/dev-reload.mjs [--rounds N] [--edits N] [--modes lines,screen] [--json FILE]
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const run = promisify(execFile);
const checkout = fileURLToPath(new URL('..', import.meta.url));
const persist = join(checkout, 'cli/bin/persist.js');

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    edits: { type: 'string', default: '12' },
    modes: { type: 'string', default: 'lines,screen' },
    json: { type: 'string' },
  },
});
const rounds = Number(flags.rounds);
const edits = Number(flags.edits);
const starters = { lines: devInLines, screen: devOnScreen };

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'persist-dev-bench-')));
try {
  const app = await scaffold(folder);
  for (const mode of flags.modes.split(',')) await measure(mode, app);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(mode, app) {
  const times = { cold: [], warm: [], edit: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const made of ['.persist', 'data']) rmSync(join(app, made), { recursive: true, force: true });
    times.cold.push(await startAndEnd(mode, app));
    times.warm.push(await startAndEnd(mode, app));
  }
  times.edit.push(...(await editTimes(mode, app)));
  for (const [what, list] of Object.entries(times)) report(mode, what, list);
}

async function startAndEnd(mode, app) {
  const dev = await starters[mode](app);
  await dev.end();
  return dev.readyMs;
}

/** Each edit makes the model print its number, so that one reload can be told from the next. */
async function editTimes(mode, app) {
  const file = join(app, 'src/model.ts');
  const source = readFileSync(file, 'utf8');
  const dev = await starters[mode](app);
  const times = [];
  try {
    // The first edit of a warm start waits until all types have been read once.
    for (let edit = 0; edit <= edits; edit += 1) {
      writeFileSync(file, `${source}\nconsole.log('edit ${edit}');\n`);
      const ms = await dev.reloaded(edit);
      if (edit > 0) times.push(ms);
      // As long as it takes to look up: the process of the next version is loaded meanwhile.
      await delay(1_500);
    }
  } finally {
    await dev.end();
    writeFileSync(file, source);
  }
  return times;
}

/** `persist dev --json`, ready. */
async function devInLines(app) {
  const child = spawn(process.execPath, [persist, 'dev', '--port', '0', '--json'], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const until = async (event) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`persist dev ended before it was ${event}`);
      const found = JSON.parse(value);
      if (found.event === event) return found.ms;
      if (found.event === 'error') throw new Error(found.message);
    }
  };
  return {
    readyMs: await until('ready'),
    reloaded: () => until('reloaded'),
    async end() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** `persist dev` on a terminal, ready. */
async function devOnScreen(app) {
  const tmux = (...args) => run('tmux', ['-L', `persist-bench-${process.pid}`, '-f', '/dev/null', ...args]);
  const command = `env -u CI TERM=screen-256color ${process.execPath} ${persist} dev --port 0`;
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

/** The ledger, with links to this checkout for packages. */
async function scaffold(parent) {
  const args = ['new', 'ledger', '--template', 'ledger-core', '--no-install', '--no-git'];
  await run(process.execPath, [persist, ...args], { cwd: parent });
  const app = join(parent, 'ledger');
  mkdirSync(join(app, 'node_modules/@persist'), { recursive: true });
  mkdirSync(join(app, 'node_modules/@types'));
  for (const name of ['runtime', 'compiler', 'cli']) {
    symlinkSync(join(checkout, name), join(app, 'node_modules/@persist', name));
  }
  symlinkSync(join(checkout, 'node_modules/@types/node'), join(app, 'node_modules/@types/node'));
  return app;
}

function report(mode, what, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle - 1)] + sorted[Math.floor(middle)]) / 2;
  const [min, max] = [sorted.at(0), sorted.at(-1)];
  const figures = `${median.toFixed(0).padStart(5)} ms   ${min}–${max}   n=${times.length}`;
  console.log(`${mode.padEnd(6)}  ${what.padEnd(4)}  ${figures}`);
  if (flags.json !== undefined) {
    const line = { benchmark: 'dev-reload', mode, what, median, min, max, times, node: process.version };
    appendFileSync(flags.json, `${JSON.stringify(line)}\n`);
  }
}
