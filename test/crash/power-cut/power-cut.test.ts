import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { effort, seed } from '../../effort/effort.js';
import type { CallLog } from '../call-log.js';
import { buildLedger } from '../ledger-app.js';
import { createBook, type LedgerAnswer, type LedgerCall } from '../ledger-call.js';
import { LedgerClient } from '../ledger-client.js';
import { ledgerServer, temporaryFolder } from '../ledger-server.js';
import { Random } from '../random.js';
import { acknowledgedIn } from './acknowledged-in.js';
import { anything, everything, nothingMore } from './cuts.js';
import { LogCommits } from './log-commits.js';
import { replayTrace, type Moment } from './replay-trace.js';
import { restoreFolder } from './restore-folder.js';
import { SimulatedDisk } from './simulated-disk.js';
import { tracedTo } from './strace.js';
import { tracedRun, type TracedRun } from './traced-run.js';
import { verifyCut } from './verify-cut.js';

/** Enough for the write-ahead log to be full, copied into the database, and begun anew. */
const ANSWERS = Math.max(1500, effort({ ci: 1500, soak: 3000 }));
/** Syncs under load at which the power fails. */
const CUTS_UNDER_LOAD = effort({ ci: 10, soak: 100_000 });
/** Of each sync, with another part of what was not synced on the disk. */
const TORN_CUTS = effort({ ci: 1, soak: 2 });
/** At so many of the syncs of a first start, from the first on, it is killed. */
const KILLED_STARTS = effort({ ci: 3, soak: 100 });

const chosen = seed();
const app = await buildLedger({ after });
const run = await tracedRun({ after }, { app, answers: ANSWERS, seed: chosen });

test('no answer leaves before the write-ahead log is synced that holds what it acknowledges', async () => {
  const commits = new LogCommits();
  const left = new Set<string>();
  const early: string[] = [];
  for await (const moment of replayTrace(run.trace, run.folder, new SimulatedDisk())) {
    commits.follow(moment);
    for (const key of acknowledgedBy(moment)) {
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
    for (const key of acknowledgedBy(moment)) answered.add(key);
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
  const killed = await killedBeforeSync();

  const answers = await firstAnswersOutlive(t, killed, killed.unsynced);

  assert.ok(answers.every((answer) => answer?.replayed), 'the next server found them committed');
});

test('a server killed in its first start leaves nothing unsynced that the next one builds on', async (t) => {
  const syncs = await syncsOfStart();
  assert.ok(syncs > 5);
  const first = Array.from({ length: Math.min(KILLED_STARTS, syncs) }, (_, sync) => sync);
  for (const sync of first) await firstAnswersOutlive(t, await killedAtStart(sync), [createBook('call-99999999')]);
});

function acknowledgedBy(moment: Moment): readonly string[] {
  return moment.kind === 'sends' ? acknowledgedIn(moment.text) : [];
}

function answeredOf(log: CallLog): readonly string[] {
  return [...log].flatMap(({ call, answer }) => (answer === undefined ? [] : [call.key])).sort();
}

/** How many there are before the first answer. */
async function syncsOfStart(): Promise<number> {
  let syncs = 0;
  for await (const moment of replayTrace(run.trace, run.folder, new SimulatedDisk())) {
    if (moment.kind === 'syncing') syncs += 1;
    if (acknowledgedBy(moment).length > 0) break;
  }
  return syncs;
}

async function syncsOf({ trace, folder }: TracedRun): Promise<number> {
  let syncs = 0;
  for await (const { kind } of replayTrace(trace, folder, new SimulatedDisk())) if (kind === 'syncing') syncs += 1;
  return syncs;
}

/** A server that was killed: the system still has what it wrote, the disk perhaps not. */
interface Killed {
  readonly disk: SimulatedDisk;
  /** What was asked of it, and answered. */
  readonly log: CallLog;
  /** Calls that are committed, and not synced. */
  readonly unsynced: readonly LedgerCall[];
}

/** Between the last write of a commit and its sync. */
async function killedBeforeSync(): Promise<Killed> {
  return killedAt(({ answered, commits }) => answered.size > ANSWERS / 2 && commits.syncing.size > 0);
}

/** @param sync counted from 0. */
async function killedAtStart(sync: number): Promise<Killed> {
  return killedAt(({ syncs }) => syncs === sync);
}

interface Progress {
  readonly answered: ReadonlySet<string>;
  readonly commits: LogCommits;
  readonly syncs: number;
}

/** The first moment at which something is about to be synced and the condition holds. */
async function killedAt(condition: (progress: Progress) => boolean): Promise<Killed> {
  const disk = new SimulatedDisk();
  const commits = new LogCommits();
  const answered = new Set<string>();
  let syncs = 0;
  for await (const moment of replayTrace(run.trace, run.folder, disk)) {
    commits.follow(moment);
    for (const key of acknowledgedBy(moment)) answered.add(key);
    if (moment.kind !== 'syncing') continue;
    if (condition({ answered, commits, syncs })) {
      const unsynced = [...run.log].filter(({ call }) => commits.syncing.has(call.key)).map(({ call }) => call);
      return { disk, log: run.log.asOf(answered), unsynced };
    }
    syncs += 1;
  }
  throw new Error('There is no such moment in the trace.');
}

/** Starts the next server, sends it calls, and cuts the power as its first answer leaves. */
async function firstAnswersOutlive(
  t: TestContext,
  { disk, log }: Killed,
  calls: readonly LedgerCall[],
): Promise<readonly (LedgerAnswer | undefined)[]> {
  const folder = await temporaryFolder(t);
  await restoreFolder(folder, disk.afterCut(everything));
  const answered = new Set(answeredOf(log));
  const { trace, answers } = await tracedAnswers(t, { folder, log, calls });
  for await (const moment of replayTrace(trace, folder, disk)) {
    const left = acknowledgedBy(moment);
    for (const key of left) answered.add(key);
    if (left.length === 0) continue;
    const place = 'as the first answer of the next server left';
    await verifyCut(disk, nothingMore, { moment: place, log: log.asOf(answered), contract: app.contract });
    return answers;
  }
  throw new Error('No answer of the next server was seen to leave.');
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
