import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findModel, type Json } from '@persist/contract';
import fc from 'fast-check';
import { cases } from '../../../test/effort/effort.js';
import { failedRecordId } from '../../src/model/failed-record.js';
import { replay } from '../../src/store/replay.js';
import { Workshop } from '../fixtures/workshop/src/model.js';
import type { Step } from '../fixtures/workshop/src/steps.js';
import { call, done, openEngine, workshop, workshopContract, type OpenEngine } from './open-engine.js';

/** One call of a random program. */
type Move =
  | { readonly kind: 'run' | 'runSlowly'; readonly on: number; readonly steps: readonly Step[] }
  | { readonly kind: 'bulk'; readonly all: readonly number[]; readonly command: string; readonly input: Json }
  | { readonly kind: 'patch'; readonly on: number; readonly patch: Json }
  | { readonly kind: 'rename'; readonly on: number; readonly name: number }
  | { readonly kind: 'rank'; readonly on: number; readonly rank: number; readonly ifMatch?: number }
  | { readonly kind: 'remove'; readonly on: number };

/** Calls that are made in one turn, in order, without waiting for each other. */
type Program = readonly (readonly Move[])[];

const RECORDS = 3;
const RUNS = { ci: 150, soak: 5_000 };

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
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('patch' as const), on: record(), patch: patch() }) },
  { weight: 2, arbitrary: bulkMove() },
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

  await fc.assert(property, cases(RUNS));
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

    const acknowledged = answers.flat().reduce<number>((sum, answer) => sum + recordsChangedBy(answer), 0);
    const committed = left.reduce((sum, { history }) => sum + history.length - 1, 0);
    assert.equal(acknowledged, committed);
    for (const { record, stored, history } of left) {
      assert.deepEqual(replay(history, model), stored);
      if (stored === undefined) continue;
      assert.deepEqual(record, told((await elsewhere.engine.read(workshop(stored.id))).record));
    }
  });

  await fc.assert(property, cases(RUNS));
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
      moves.map((each, n) => make(engines[n % engines.length]!, { ids, names }, each)),
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

interface Cast {
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

async function make({ engine }: OpenEngine, { ids, names }: Cast, each: Move): Promise<unknown> {
  if (each.kind === 'bulk') {
    const input = { ids: each.all.map((on) => ids[on]!), input: each.input };
    return engine.executeMany('workshops', { command: each.command, input }, call);
  }
  const target = workshop(ids[each.on]!);
  switch (each.kind) {
    case 'patch':
      return engine.patch(target, each.patch, call);
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

/** How many records an answer says were changed; none where it is an error. */
function recordsChangedBy(answer: unknown): number {
  if (typeof answer === 'string') return 0;
  return (answer as { readonly each?: readonly unknown[] }).each?.length ?? 1;
}

/** What was answered, without the ids and names that differ from play to play. */
function told(value: unknown): unknown {
  return JSON.parse(anonymous(JSON.stringify(value)));
}

function describe(error: unknown): string {
  const { name, message, code } = error as Error & { code?: string };
  const about = failedRecordId(error) === undefined ? '' : 'about one record';
  return anonymous(`${name} ${code ?? ''} ${message} ${about}`);
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

function bulkMove(): fc.Arbitrary<Move> {
  const call = fc.oneof(
    fc.array(step, { maxLength: 4 }).map((steps) => ({ command: 'run', input: { steps: steps as unknown as Json } })),
    slowSteps().map((steps) => ({ command: 'runSlowly', input: { steps: steps as unknown as Json } })),
    fc.integer({ min: -1, max: 3 }).map((rank) => ({ command: 'setRank', input: { rank } })),
  );
  // An id twice is refused; so is none.
  const all = fc.oneof(
    { weight: 9, arbitrary: fc.uniqueArray(record(), { minLength: 1 }) },
    { weight: 1, arbitrary: fc.array(record(), { maxLength: 3 }) },
  );
  return fc.tuple(all, call).map(([on, what]) => ({ kind: 'bulk' as const, all: on, ...what }));
}

/** Patches of every kind of field, some of them wrong. */
function patch(): fc.Arbitrary<Json> {
  const text = fc.constantFrom('axe', 'bolt', '😀');
  const task = { title: text, done: fc.boolean(), notes: fc.array(text, { maxLength: 2 }), due: fc.constantFrom(null, '2026-05-01T12:00:00.000Z') };
  const wholeTask = fc.record({ title: text, done: fc.boolean(), notes: fc.array(text, { maxLength: 2 }) });
  const limits = fc.record({ tasks: fc.nat({ max: 20 }), notes: fc.option(fc.nat({ max: 9 })) }, { requiredKeys: [] });
  const fields = {
    rank: fc.nat({ max: 9 }),
    owner: fc.option(text),
    tasks: fc.array(wholeTask, { maxLength: 4 }),
    numbers: fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 4 }),
    labels: fc.dictionary(fc.constantFrom('label 0', 'label 1', 'x'), fc.option(fc.record(task, { requiredKeys: [] })), { maxKeys: 3 }),
    tags: fc.uniqueArray(text, { maxLength: 3 }),
    settings: fc.record({ theme: text, limits }, { requiredKeys: [] }),
  };
  const wrong = fc.constantFrom<Json>({ secret: 'x' }, { rank: 'high' }, { name: null }, { tags: ['a', 'a'] });
  return fc.oneof({ weight: 9, arbitrary: fc.record(fields, { requiredKeys: [] }) }, { weight: 1, arbitrary: wrong });
}
