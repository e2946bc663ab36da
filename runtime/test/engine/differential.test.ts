import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { findModel, type Json } from '@persist/contract';
import fc from 'fast-check';
import { replay } from '../../src/store/replay.js';
import { Workshop } from '../fixtures/workshop/src/model.js';
import type { Step } from '../fixtures/workshop/src/steps.js';
import { call, done, openEngine, workshop, workshopContract, type EngineKind, type OpenEngine } from './open-engine.js';

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
const on = fc.nat({ max: RECORDS - 1 });
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('run' as const), on, steps: fc.array(step, { maxLength: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('runSlowly' as const), on, steps: slowSteps() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), on, name: fc.nat({ max: 4 }) }) },
  { weight: 1, arbitrary: rankMove() },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), on: fc.constant(RECORDS - 1) }) },
);
const program: fc.Arbitrary<Program> = fc.array(fc.array(move, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });

test('the recording engine cannot be told from the reference engine', async (t) => {
  const model = findModel(await workshopContract(), 'workshops')!;
  const property = fc.asyncProperty(program, async (moves) => {
    const [recording, reference] = [await play(t, 'recording', moves), await play(t, 'reference', moves)];

    assert.deepEqual(recording.answers, reference.answers);
    assert.deepEqual(recording.records, reference.records);
    assert.deepEqual(recording.stored.map(values), reference.stored.map(values));
    for (const { stored, history } of recording.replayable) assert.deepEqual(replay(history, model), stored);
  });

  await fc.assert(property, { numRuns: RUNS, endOnFailure: false });
});

/** Plays a program on a new engine; what its calls answered and what is left. */
async function play(t: TestContext, kind: EngineKind, moves: Program) {
  const opened = await openEngine(t, { kind, models: [Workshop] });
  const { engine, store } = opened;
  const ids: string[] = [];
  for (let n = 0; n < RECORDS; n += 1) ids.push(done(await engine.create('workshops', { name: `name ${n}` }, call)).id);

  const answers: unknown[] = [];
  for (const turn of moves) {
    const settled = await Promise.allSettled(turn.map((each) => make(opened, ids, each)));
    answers.push(settled.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : describe(outcome.reason))));
  }

  const records = await Promise.all(ids.map((id) => engine.read(workshop(id)).catch(describe)));
  const stored = await Promise.all(ids.map((id) => store.load('workshops', id)));
  const replayable = await Promise.all(
    ids.map(async (id) => {
      const rows = await store.audits({ model: 'workshops', id, offset: 0, limit: 1000, ascending: true });
      return { stored: await store.load('workshops', id), history: rows.items };
    }),
  );
  await opened.close();
  return { answers, records, stored, replayable };
}

async function make({ engine }: OpenEngine, ids: readonly string[], each: Move): Promise<unknown> {
  const target = workshop(ids[each.on]!);
  switch (each.kind) {
    case 'run':
    case 'runSlowly':
      return engine.execute(target, each.kind, { steps: each.steps as unknown as Json }, call);
    case 'rename':
      return engine.execute(target, 'rename', { name: `name ${each.name}` }, call);
    case 'rank':
      return engine.execute(target, 'setRank', { rank: each.rank }, { ...call, ifMatch: each.ifMatch === undefined ? undefined : [each.ifMatch] });
    case 'remove':
      return engine.remove(target, call);
  }
}

/** Element and order keys are an engine's own business; values and their order are not. */
function values(stored: Awaited<ReturnType<OpenEngine['store']['load']>>): unknown {
  if (stored === undefined) return undefined;
  const collections = Object.entries(stored.collections).map(([name, elements]) => [name, elements.map(({ value }) => value)]);
  return { ...stored, collections: Object.fromEntries(collections) as unknown };
}

function describe(error: unknown): string {
  const { name, message, code } = error as Error & { code?: string };
  return `${name} ${code ?? ''} ${message.replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, '<id>')}`;
}

/** Commands on different records overlap, so what they keep outside the state would be seen at different times. */
function slowSteps(): fc.Arbitrary<Step[]> {
  return fc.array(step.filter(({ kind }) => kind !== 'remember' && kind !== 'late'), { maxLength: 4 });
}

function rankMove(): fc.Arbitrary<Move> {
  return fc.record(
    { kind: fc.constant('rank' as const), on, rank: fc.integer({ min: -1, max: 3 }), ifMatch: fc.integer({ min: 1, max: 6 }) },
    { requiredKeys: ['kind', 'on', 'rank'] },
  );
}
