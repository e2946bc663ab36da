// What somebody at a terminal waits for, and what a server takes that has nothing to do.
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { startJsonProcess } from '../driver/json-process.mjs';
import { residentMb } from '../driver/process-memory.mjs';
import { persistBin, run, scaffoldLedger } from '../driver/scaffold-ledger.mjs';

// Until `dev` has warmed the process of the next version, and everybody has collected the garbage of the start.
const IDLE_MS = 4_000;

let app;

export const scenario = {
  name: 'start-up',
  about: 'persist start, dev and --help, on the ledger',
  async prepare() {
    app = await scaffoldLedger();
    await run(process.execPath, [persistBin, 'build'], { cwd: app });
  },
  subjects: [
    { key: { variant: 'help' }, measure: measureHelp },
    { key: { variant: 'start' }, measure: () => measureServing('start') },
    { key: { variant: 'dev' }, measure: () => measureServing('dev') },
  ],
  bounds: [
    { says: 'persist start is ready in ≤ 500 ms', figure: 'readyMs', of: { variant: 'start' }, atMost: 500 },
    { says: 'persist --help answers in ≤ 300 ms', figure: 'answerMs', of: { variant: 'help' }, atMost: 300 },
    { says: 'an idle persist start takes ≤ 120 MB', figure: 'idleMb', of: { variant: 'start' }, atMost: 120 },
    { says: 'an idle persist dev takes ≤ 450 MB, all processes', figure: 'idleMb', of: { variant: 'dev' }, atMost: 450 },
  ],
};

async function measureHelp() {
  const begun = performance.now();
  await run(process.execPath, [persistBin, '--help'], { cwd: app });
  return [{ at: {}, figures: { answerMs: performance.now() - begun } }];
}

async function measureServing(command) {
  const serving = await startJsonProcess([command], app);
  try {
    await delay(IDLE_MS);
    return [{ at: {}, figures: { readyMs: serving.seenMs, idleMb: await residentMb(serving.pid) } }];
  } finally {
    await serving.end();
  }
}
