// How long `persist dev` takes until the ledger answers: cold, with a warm cache, and after an edit of its model; as JSON
// lines and, where there is tmux, on a terminal. Times are the ones it tells its user.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startJsonProcess } from '../driver/json-process.mjs';
import { scaffoldLedger } from '../driver/scaffold-ledger.mjs';
import { startOnScreen } from '../driver/screen-process.mjs';

const EDITS = 5;
const starters = { lines: startLines, screen: startOnScreen };
const hasTerminal = spawnSync('tmux', ['-V']).status === 0;

let app;

export const scenario = {
  name: 'dev-reload',
  about: `persist dev until it answers: cold, warm, and after an edit${hasTerminal ? '' : ' (no tmux, so no screen)'}`,
  async prepare() {
    app = await scaffoldLedger();
  },
  subjects: Object.keys(starters)
    .filter((mode) => mode !== 'screen' || hasTerminal)
    .map((mode) => ({ key: { variant: mode }, measure: () => measure(starters[mode]) })),
  bounds: Object.keys(starters).map((mode) => ({
    says: `from edit to ready takes ≤ 400 ms, median (${mode})`,
    figure: 'readyMs',
    of: { variant: mode, what: 'edit' },
    atMost: 400,
  })),
};

async function measure(start) {
  for (const made of ['.persist', 'data']) rmSync(join(app, made), { recursive: true, force: true });
  return [
    { at: { what: 'cold' }, figures: { readyMs: await startAndEnd(start) } },
    { at: { what: 'warm' }, figures: { readyMs: await startAndEnd(start) } },
    ...(await editTimes(start)).map((readyMs) => ({ at: { what: 'edit' }, figures: { readyMs } })),
  ];
}

async function startAndEnd(start) {
  const dev = await start(app);
  await dev.end();
  return dev.readyMs;
}

/** Each edit makes the model print its number, so that one reload can be told from the next. */
async function editTimes(start) {
  const file = join(app, 'src/model.ts');
  const source = readFileSync(file, 'utf8');
  const dev = await start(app);
  const times = [];
  try {
    // The first edit of a warm start waits until all types have been read once.
    for (let edit = 0; edit <= EDITS; edit += 1) {
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

async function startLines(folder) {
  const { readyMs, until, end } = await startJsonProcess(['dev'], folder);
  return { readyMs, end, reloaded: async () => (await until('reloaded')).ms };
}
