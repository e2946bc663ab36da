import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { findModel, type FieldNode, type Json, type ModelNode } from '@persist/contract';
import fc from 'fast-check';
import { cases } from '../../../test/effort/effort.js';
import { pastState } from '../../src/engine/past-state.js';
import type { AuditQuery, Store, StoredAggregate } from '../../src/store/store.js';
import { Workshop } from '../fixtures/workshop/src/model.js';
import type { Step } from '../fixtures/workshop/src/steps.js';
import { call, codeOf, done, failure, openEngine, range, shed, workshop, workshopContract } from './open-engine.js';

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    ...(['push', 'push', 'unshift', 'splice', 'pop', 'sort', 'reverse', 'archive', 'restore', 'retitle', 'note'] as const),
    ...(['swap', 'number', 'label', 'unlabel', 'tag', 'untag', 'theme', 'limit', 'owner', 'disown', 'fail'] as const),
  ),
  at: fc.nat({ max: 12 }),
  text: fc.constantFrom('axe', 'bolt', 'éclair', '😀'),
});

async function open(t: TestContext) {
  const opened = await openEngine(t, { kind: 'recording', models: [Workshop] });
  return { ...opened, model: findModel(await workshopContract(), 'workshops')! };
}

test('every version is read back as it was seen, byte for byte, also after its removal', async (t) => {
  const { engine, store, clock, model } = await open(t);
  let serial = 0;

  const property = fc.asyncProperty(fc.array(fc.array(step, { maxLength: 5 }), { maxLength: 12 }), async (program) => {
    const { id } = await shed(engine, `shed ${(serial += 1)}`);
    const seen = [await look()];
    for (const steps of program) {
      clock.advance(1000);
      // Some fail: they leave no version behind.
      await engine.execute(workshop(id), { command: 'run', input: { steps: steps as unknown as Json } }, call).catch(() => undefined);
      const now = await look();
      if (now.stored!.version > seen.length) seen.push(now);
    }
    await compare();
    clock.advance(1000);
    await engine.remove(workshop(id), call);
    await compare();

    async function look() {
      return {
        snapshot: await engine.read(workshop(id), { computed: true }),
        stored: await store.load('workshops', id),
      };
    }

    async function compare() {
      for (const [index, { snapshot, stored }] of seen.entries()) {
        const version = index + 1;
        const past = await pastState({ store, model }, id, { version });
        assert.equal(JSON.stringify(past), JSON.stringify(stored));
        assert.deepEqual(await engine.read(workshop(id), { at: { version }, computed: true }), snapshot);
        const asOf = new Date(stored!.updatedAt);
        assert.deepEqual(await engine.read(workshop(id), { at: { asOf }, computed: true }), snapshot);
      }
    }
  });

  await fc.assert(property, cases({ ci: 40, soak: 2_000 }));
});

test('a long history is read in pieces, from the end that is nearer', async (t) => {
  const { engine, store, model } = await open(t);
  const { id } = await shed(engine);
  await Promise.all(range(700).map((rank) => engine.execute(workshop(id), { command: 'setRank', input: { rank } }, call)));
  const { watched, read } = watch(store);

  for (const [version, most] of [[701, 0], [650, 53], [500, 204], [351, 354], [300, 303], [2, 5], [1, 4]] as const) {
    read.length = 0;
    const past = await pastState({ store: watched, model }, id, { version });

    assert.equal(past.version, version);
    assert.equal(past.fields['rank'], version === 1 ? 0 : version - 2);
    assert.ok(read.reduce((sum, count) => sum + count, 0) <= most, `${version}: ${read.join(', ')}`);
    assert.ok(Math.max(0, ...read) <= 200);
  }
});

test('what a record has that is younger than its history is told by the present', async (t) => {
  const { engine, store, model } = await open(t);
  const { id } = await shed(engine);
  for (const rank of range(8)) await engine.execute(workshop(id), { command: 'setRank', input: { rank } }, call);
  const { younger, present } = withYounger(model, (await store.load('workshops', id))!);
  const grown: Store = { ...store, load: async () => present };

  for (const version of range(9).map((n) => n + 1)) {
    const past = await pastState({ store: grown, model: younger }, id, { version });
    // The initialiser has changed since it was given to the record.
    assert.equal(past.fields['grade'], 'given then');
    assert.deepEqual(past.collections['notes'], [{ key: 1, order: 'a0', value: 'given then' }]);
    assert.equal(past.version, version);
  }
});

test('a removed record has the initialisers of what is younger', async (t) => {
  const { engine, store, model } = await open(t);
  const { id } = await shed(engine);
  const { younger } = withYounger(model, (await store.load('workshops', id))!);
  await engine.remove(workshop(id), call);

  const past = await pastState({ store, model: younger }, id, { version: 1 });

  assert.equal(past.fields['grade'], 'new');
  assert.deepEqual(past.collections['notes'], [{ key: 1, order: 'a0', value: 'new' }]);
});

test('what a removed record was does not depend on initialisers that were changed since', async (t) => {
  const { engine, store, model } = await open(t);
  const { id } = await shed(engine);
  const steps = [{ kind: 'number', at: 1, text: '' }];
  await engine.execute(workshop(id), { command: 'run', input: { steps } }, call);
  await engine.remove(workshop(id), call);
  const initialisers: Readonly<Record<string, Json>> = { numbers: [7, 8, 9], owner: 'nobody', rank: 5 };
  const fields = model.fields.map((field) => ({ ...field, default: initialisers[field.name] ?? field.default }));

  const [first, second] = await Promise.all(
    [1, 2].map((version) => pastState({ store, model: { ...model, fields } }, id, { version })),
  );

  assert.deepEqual(first!.collections['numbers'], []);
  assert.deepEqual(second!.collections['numbers']!.map(({ value }) => value), [1, -1]);
  assert.deepEqual([second!.fields['owner'], second!.fields['rank']], [undefined, 0]);
});

test('commands that are not yet on disk are no past', async (t) => {
  const { engine } = await open(t);
  const { id } = await shed(engine);

  const running = engine.execute(workshop(id), { command: 'rename', input: { name: 'Barn' } }, call);
  const early = await failure(engine.read(workshop(id), { at: { version: 2 } }));

  assert.equal(codeOf(early), 'not_found');
  assert.equal(done(await running).version, 2);
  assert.equal((await engine.read(workshop(id), { at: { version: 2 } })).record['name'], 'Barn');
});

test('a time still to come is read as the last version, while commands go on', async (t) => {
  const { engine } = await open(t);
  const { id } = await shed(engine);
  const running = range(50).map((rank) => engine.execute(workshop(id), { command: 'setRank', input: { rank } }, call));

  for (let version = 0; version < 51;) {
    const past = await engine.read(workshop(id), { at: { asOf: new Date('2999-01-01T00:00:00.000Z') } });
    assert.ok(past.version >= version);
    version = past.version;
    // As between two requests.
    await nextTurn();
  }

  await Promise.all(running);
});

/** The model with a field and a collection more than the record had, and the record with what it was given. */
function withYounger(model: ModelNode, stored: StoredAggregate) {
  const base = { kind: 'field', visibility: 'public', readonly: false, optional: false } as const;
  const grade: FieldNode = {
    ...base,
    ...{ name: 'grade', schema: { type: 'string' }, storage: { kind: 'column', column: 'grade', type: 'text' }, default: 'new' },
  };
  const element = { type: 'string' } as const;
  const notes: FieldNode = {
    ...base,
    ...{ name: 'notes', schema: { type: 'array', items: element }, default: ['new'] },
    storage: { kind: 'collection', shape: 'array', table: 'workshops__notes', element },
  };
  const given = [{ key: 1, order: 'a0', value: 'given then' }];
  return {
    younger: { ...model, fields: [...model.fields, grade, notes] },
    present: {
      ...stored,
      fields: { ...stored.fields, grade: 'given then' },
      collections: { ...stored.collections, notes: given },
    },
  };
}

/** A store that counts the records of every read of history. */
function watch(store: Store) {
  const read: number[] = [];
  const watched: Store = {
    ...store,
    async audits(query: AuditQuery) {
      const rows = await store.audits(query);
      read.push(rows.items.length);
      return rows;
    },
  };
  return { watched, read };
}
