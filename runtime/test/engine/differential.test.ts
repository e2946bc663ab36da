import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findModel, type Json } from '@persist/contract';
import fc from 'fast-check';
import type { Target } from '../../src/engine/engine.js';
import { replay } from '../../src/store/replay.js';
import { Workshop } from '../fixtures/workshop/src/model.js';
import type { Step } from '../fixtures/workshop/src/steps.js';
import { call, done, openEngine, workshop, workshopContract, type OpenEngine } from './open-engine.js';

/** One call of a random program. */
type Move =
  | { readonly kind: 'run' | 'runSlowly'; readonly on: number; readonly steps: readonly Step[] }
  | { readonly kind: 'rename'; readonly on: number; readonly name: number }
  | { readonly kind: 'rank'; readonly on: number; readonly rank: number; readonly ifMatch?: number }
  | { readonly kind: 'remove'; readonly on: number };

/** Calls that are made in one turn, in order, without waiting for each other. */
type Program = readonly (readonly Move[])[];

const RECORDS = 3;
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 150);

const stepKinds = [
  'push', 'push', 'push', 'unshift', 'splice', 'pop', 'shift', 'sort', 'reverse', 'keep', 'archive', 'restore', 'retitle',
  'note', 'swap', 'number', 'label', 'unlabel', 'tag', 'untag', 'theme', 'limit', 'owner', 'disown', 'identity',
  'remember', 'late', 'fail',
] as const;

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...stepKinds),
  at: fc.nat({ max: 12 }),
  text: fc.constantFrom('axe', 'bolt', 'cog', 'drill', 'éclair', '😀'),
});
const change: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('run' as const), on: record(), steps: fc.array(step, { maxLength: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('runSlowly' as const), on: record(), steps: slowSteps() }) },
  { weight: 1, arbitrary: rankMove() },
);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: change },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), on: record(), name: fc.nat({ max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), on: record() }) },
);
/** Which of two records gets a name that one of them gives up depends on timing: names change on one record at a time. */
const turn = fc.oneof(
  fc.array(change, { minLength: 1, maxLength: 6 }),
  fc.tuple(record(), fc.array(move, { minLength: 1, maxLength: 6 })).map(([on, moves]) => moves.map((each) => ({ ...each, on }))),
);
const program: fc.Arbitrary<Program> = fc.array(turn, { minLength: 1, maxLength: 8 });

test('the recording engine cannot be told from the reference engine', async (t) => {
  const model = findModel(await workshopContract(), 'workshops')!;
  const recording = await openEngine(t, { kind: 'recording', models: [Workshop] });
  const reference = await openEngine(t, { kind: 'reference', models: [Workshop] });
  const property = fc.asyncProperty(program, async (turns) => {
    const [one, other] = [await play([recording], turns), await play([reference], turns)];

    assert.deepEqual(one.answers, other.answers);
    assert.deepEqual(one.left.map(({ record }) => record), other.left.map(({ record }) => record));
    for (const { stored, history } of [...one.left, ...other.left]) assert.deepEqual(replay(history, model), stored);
  });

  await fc.assert(property, { numRuns: RUNS });
});

test('two engines on one file agree with it and with what they told, whatever commits fail', async (t) => {
  const model = findModel(await workshopContract(), 'workshops')!;
  const recording = await openEngine(t, { kind: 'recording', models: [Workshop] });
  const elsewhere = await recording.again();
  const commit = recording.store.commit.bind(recording.store);
  let fails = () => false;
  t.mock.method(recording.store, 'commit', async (group: Parameters<typeof commit>[0]) => {
    if (fails()) throw new Error('the disk is on fire');
    return commit(group);
  });
  const property = fc.asyncProperty(program, fc.infiniteStream(fc.boolean()), async (turns, failing) => {
    fails = () => false;
    const { answers, left } = await play([recording, elsewhere], turns, () => {
      fails = () => failing.next().value as boolean;
    });

    const acknowledged = answers.flat().filter((answer) => typeof answer !== 'string').length;
    const committed = left.reduce((sum, { history }) => sum + history.length - 1, 0);
    assert.equal(acknowledged, committed);
    for (const { record, stored, history } of left) {
      assert.deepEqual(replay(history, model), stored);
      if (stored === undefined) continue;
      assert.deepEqual(record, told((await elsewhere.engine.read(workshop(stored.id))).record));
    }
  });

  await fc.assert(property, { numRuns: RUNS });
});

let played = 0;

/** Plays a program on new records, its calls going to the engines in turn; what they answered and what is left. */
async function play(engines: readonly OpenEngine[], turns: Program, whenCreated = () => undefined as void) {
  const { engine, store } = engines[0]!;
  played += 1;
  const names = Array.from({ length: RECORDS + 2 }, (_, n) => `name ${played}.${n}`);
  const ids: string[] = [];
  for (const name of names.slice(0, RECORDS)) ids.push(done(await engine.create('workshops', { name }, call)).id);
  whenCreated();

  const answers: unknown[][] = [];
  for (const moves of turns) {
    const settled = await Promise.allSettled(
      moves.map((each, n) => make(engines[n % engines.length]!, { target: workshop(ids[each.on]!), names }, each)),
    );
    answers.push(settled.map((outcome) => (outcome.status === 'fulfilled' ? told(outcome.value) : describe(outcome.reason))));
  }

  const left = await Promise.all(
    ids.map(async (id) => ({
      record: await engine.read(workshop(id)).then(({ record }) => told(record), describe),
      stored: await store.load('workshops', id),
      history: (await store.audits({ model: 'workshops', id, offset: 0, limit: 1000, ascending: true })).items,
    })),
  );
  return { answers, left };
}

async function make({ engine }: OpenEngine, { target, names }: { target: Target; names: readonly string[] }, each: Move): Promise<unknown> {
  switch (each.kind) {
    case 'run':
    case 'runSlowly':
      return engine.execute(target, { command: each.kind, input: { steps: each.steps as unknown as Json } }, call);
    case 'rename':
      return engine.execute(target, { command: 'rename', input: { name: names[each.name]! } }, call);
    case 'rank':
      return engine.execute(target, { command: 'setRank', input: { rank: each.rank } }, { ...call, ifMatch: each.ifMatch === undefined ? undefined : [each.ifMatch] });
    case 'remove':
      return engine.remove(target, call);
  }
}

/** What was answered, without the ids and names that differ from play to play. */
function told(value: unknown): unknown {
  return JSON.parse(anonymous(JSON.stringify(value)));
}

function describe(error: unknown): string {
  const { name, message, code } = error as Error & { code?: string };
  return anonymous(`${name} ${code ?? ''} ${message}`);
}

function anonymous(text: string): string {
  return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>').replace(/name \d+\./g, 'name ');
}

function record(): fc.Arbitrary<number> {
  return fc.nat({ max: RECORDS - 1 });
}

/** Commands on different records overlap, so what they keep outside the state would be seen at different times. */
function slowSteps(): fc.Arbitrary<Step[]> {
  return fc.array(step.filter(({ kind }) => kind !== 'remember' && kind !== 'late'), { maxLength: 4 });
}

function rankMove(): fc.Arbitrary<Move> {
  return fc.record(
    { kind: fc.constant('rank' as const), on: record(), rank: fc.integer({ min: -1, max: 3 }), ifMatch: fc.integer({ min: 1, max: 6 }) },
    { requiredKeys: ['kind', 'on', 'rank'] },
  );
}
