import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { effort, seed } from '../../effort/effort.js';
import type { CallLog } from '../call-log.js';
import { buildLedger } from '../ledger-app.js';
import type { LedgerAnswer, LedgerCall } from '../ledger-call.js';
import { LedgerClient } from '../ledger-client.js';
import { ledgerServer, temporaryFolder } from '../ledger-server.js';
import { Random } from '../random.js';
import { answersIn } from './answers-in.js';
import { anything, everything, nothingMore } from './cuts.js';
import { LogCommits } from './log-commits.js';
import { replayTrace } from './replay-trace.js';
import { restoreFolder } from './restored-folder.js';
import { SimulatedDisk } from './simulated-disk.js';
import { tracedTo } from './strace.js';
import { tracedRun, type TracedRun } from './traced-run.js';
import { verifyCut } from './verify-cut.js';

/** Enough for the write-ahead log to be full, copied into the database, and begun anew. */
const ANSWERS = Math.max(1500, effort({ ci: 1500, soak: 10_000 }));
/** Syncs under load at which the power fails. */
const CUTS_UNDER_LOAD = effort({ ci: 12, soak: 100_000 });
/** Of each sync, with another part of what was not synced on the disk. */
const TORN_CUTS = effort({ ci: 1, soak: 3 });

const chosen = seed();
const app = await buildLedger({ after });
const run = await tracedRun({ after }, { app, answers: ANSWERS, seed: chosen });

test('no answer leaves before the write-ahead log is synced that holds what it acknowledges', async () => {
  const commits = new LogCommits();
  const left = new Set<string>();
  const early: string[] = [];
  for await (const moment of replayTrace(run.trace, run.folder, new SimulatedDisk())) {
    commits.follow(moment);
    for (const { key } of moment.kind === 'sends' ? answersIn(moment.text) : []) {
      left.add(key);
      if (!commits.has(key)) early.push(key);
    }
  }

  assert.deepEqual(early.slice(0, 10), []);
  assert.deepEqual([...left].sort(), answeredOf(run.log), 'each answer was seen to leave');
});

test('whatever a power cut leaves, at any sync from the first start on, has all that was acknowledged', async (t) => {
  t.diagnostic(`SEED=${chosen}`);
  const random = new Random(chosen);
  const share = CUTS_UNDER_LOAD / (await syncsOf(run));
  const disk = new SimulatedDisk();
  const answered = new Set<string>();
  let cuts = 0;
  for await (const moment of replayTrace(run.trace, run.folder, disk)) {
    if (moment.kind === 'sends') for (const { key } of answersIn(moment.text)) answered.add(key);
    if (moment.kind !== 'syncing') continue;
    // A start and a checkpoint have few syncs, each of its own kind.
    const isSingular = answered.size === 0 || !moment.path.endsWith('-wal');
    if (!isSingular && random.next() >= share) continue;
    const torn = Array.from({ length: TORN_CUTS }, () => anything(random));
    for (const cut of [nothingMore, everything, ...torn]) {
      const place = `before ${moment.path} was synced, after ${answered.size} answers`;
      await verifyCut(disk, cut, { moment: place, log: run.log.asOf(answered), contract: app.contract });
      cuts += 1;
    }
  }

  const place = 'after the server had ended';
  await verifyCut(disk, nothingMore, { moment: place, log: run.log, contract: app.contract });
  t.diagnostic(`${cuts + 1} power cuts, ${answered.size} answers`);
});

test('what a killed server had written but not synced is synced before the next one answers from it', async (t) => {
  const disk = new SimulatedDisk();
  const { unsynced, answered, files } = await killedBeforeSync(disk);
  const folder = await temporaryFolder(t);
  await restoreFolder(folder, files);
  const log = run.log.asOf(answered);
  const calls = [...log].filter(({ call }) => unsynced.has(call.key)).map(({ call }) => call);
  const { trace, answers } = await tracedAnswers(t, { folder, log, calls });
  assert.ok(answers.every((answer) => answer?.replayed), 'the next server finds them committed');

  let checked = 0;
  for await (const moment of replayTrace(trace, folder, disk)) {
    const late = moment.kind === 'sends' ? answersIn(moment.text) : [];
    for (const { key } of late) answered.add(key);
    if (late.length === 0 || checked > 0) continue;
    const place = 'as the first answer left';
    await verifyCut(disk, nothingMore, { moment: place, log: log.asOf(answered), contract: app.contract });
    checked += 1;
  }
  assert.equal(checked, 1);
});

function answeredOf(log: CallLog): readonly string[] {
  return [...log].flatMap(({ call, answer }) => (answer === undefined ? [] : [call.key])).sort();
}

async function syncsOf({ trace, folder }: TracedRun): Promise<number> {
  let syncs = 0;
  for await (const { kind } of replayTrace(trace, folder, new SimulatedDisk())) if (kind === 'syncing') syncs += 1;
  return syncs;
}

interface Killed {
  /** Calls that are committed in the memory of the system, and nowhere else. */
  readonly unsynced: ReadonlySet<string>;
  readonly answered: Set<string>;
  /** What the next server finds. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** The moment between the last write of a commit and its sync. @param disk gets what was done until then. */
async function killedBeforeSync(disk: SimulatedDisk): Promise<Killed> {
  const commits = new LogCommits();
  const answered = new Set<string>();
  for await (const moment of replayTrace(run.trace, run.folder, disk)) {
    commits.follow(moment);
    for (const { key } of moment.kind === 'sends' ? answersIn(moment.text) : []) answered.add(key);
    if (moment.kind !== 'syncing' || answered.size < ANSWERS / 2 || commits.syncing.size === 0) continue;
    return { unsynced: commits.syncing, answered, files: disk.afterCut(everything) };
  }
  throw new Error('The trace has no sync of a commit in its second half.');
}

/** Starts a server on a folder, repeats calls, and stops it. */
async function tracedAnswers(
  t: TestContext,
  { folder, log, calls }: { readonly folder: string; readonly log: CallLog; readonly calls: readonly LedgerCall[] },
): Promise<{ readonly trace: string; readonly answers: readonly (LedgerAnswer | undefined)[] }> {
  const trace = join(await temporaryFolder(t), 'trace');
  const server = await ledgerServer(t, { app, dataDir: join(folder, 'data'), through: tracedTo(trace) });
  const client = new LedgerClient(await server.start(), log, 1);
  const answers = await Promise.all(calls.map((call) => client.send(call)));
  await client.close();
  await server.stop();
  return { trace, answers };
}
