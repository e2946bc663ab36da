import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findModel, type Json, type JsonObject } from '@persist/contract';
import fc from 'fast-check';
import { cases } from '../../../test/effort/effort.js';
import { planQuery } from '../../src/query/index.js';
import { Workshop } from '../fixtures/workshop/src/model.js';
import { bulk, sheds } from './bulk-calls.js';
import { call, openEngine, workshop, workshopContract, type OpenEngine } from './open-engine.js';

const RECORDS = 4;

/** What is called at once, the calls going to two engines in turn. */
type Change = { readonly command: string; readonly input: Json } & ({ readonly on: number } | { readonly all: readonly number[] });

const record = fc.nat({ max: RECORDS - 1 });
const what = fc.oneof(
  fc.record({ command: fc.constant('setRank'), input: fc.record({ rank: fc.nat({ max: 9 }) }) }),
  fc.record({ command: fc.constantFrom('addTask', 'addSlowly'), input: fc.record({ title: fc.constantFrom('sweep', 'paint') }) }),
  // Taken names: some of these fail at commit.
  fc.record({ command: fc.constant('rename'), input: fc.record({ name: fc.constantFrom('Shed 0', 'Shed 1', 'Barn') }) }),
);
const where = fc.oneof(
  fc.record({ on: record }),
  fc.record({ all: fc.uniqueArray(record, { minLength: 1 }) }),
);
const change: fc.Arbitrary<Change> = fc.tuple(what, where).map(([one, other]) => ({ ...one, ...other }));

for (const hotBytes of [1, 1 << 26]) {
  test(`whatever runs, a read shows a version as it went into history (${hotBytes} bytes of memory)`, async (t) => {
    const model = findModel(await workshopContract(), 'workshops')!;

    const property = fc.asyncProperty(fc.array(change, { maxLength: 12 }), fc.infiniteStream(fc.nat(7)), async (changes, failing) => {
      const one = await openEngine(t, { kind: 'recording', models: [Workshop], settings: { hotBytes } });
      const engines = [one, await one.again()];
      const ids = await sheds(one.engine, RECORDS);
      const commit = one.store.commit.bind(one.store);
      t.mock.method(one.store, 'commit', async (group: Parameters<typeof commit>[0]) => {
        if (failing.next().value === 0) throw new Error('the disk is on fire');
        return commit(group);
      });
      const seen: JsonObject[] = [];
      let running = true;
      const readers = engines.map(async ({ engine }) => {
        while (running) {
          const reads = ids.map(async (id) => (await engine.read(workshop(id))).record);
          const texts = ids.map(async (id) => JSON.parse((await engine.readText(workshop(id))).text) as JsonObject);
          seen.push(...(await Promise.all([...reads, ...texts])), ...(await engine.list(planQuery(model, {}))).items);
          await new Promise((resolve) => setImmediate(resolve));
        }
      });

      await Promise.allSettled(changes.map((each, n) => make(engines[n % 2]!, ids, each)));
      running = false;
      await Promise.all(readers);

      for (const shown of seen) {
        const { id, version } = shown as { id: string; version: number };
        assert.deepEqual(shown, (await one.engine.read(workshop(id), { at: { version } })).record);
      }
      for (const { close } of engines) await close();
    });

    await fc.assert(property, cases({ ci: 25, soak: 1_000 }));
  });
}

function make({ engine }: OpenEngine, ids: readonly string[], { command, input, ...on }: Change): Promise<unknown> {
  if ('all' in on) return bulk(engine, on.all.map((n) => ids[n]!), { command, input });
  return engine.execute(workshop(ids[on.on]!), { command, input }, call);
}
