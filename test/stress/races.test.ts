import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PersistDomainError } from '@persist/runtime';
import { effort } from '../effort/effort.js';
import { tillEngines, type Tills } from './till-engines.js';
import { assertWhole } from './whole-till.js';

const WRITERS = 64;

for (const engines of [1, 3]) {
  const where = engines === 1 ? 'one engine' : `${engines} engines`;

  test(`${where}: of ${WRITERS} calls with one version one wins, round after round, under other load`, async (t) => {
    const tills = await tillEngines(t, { engines, retry: true });
    const [wanted, other] = [await tills[0]!.create('wanted'), await tills[0]!.create('other')];

    for (let version = 1; version <= effort({ ci: 6, soak: 3000 }); version += 1) {
      const load = everybody(tills, (handle, writer) => handle.on(other.id).book({ writer: `w${writer}`, amount: 1 }));
      const codes = await everybody(tills, (handle, writer) =>
        handle.with({ ifMatch: version }).on(wanted.id).book({ writer: `w${writer}`, amount: 1 }),
      );

      assert.deepEqual(codes.toSorted(), ['done', ...Array<string>(WRITERS - 1).fill('optimistic_lock_conflict')]);
      assert.deepEqual(await load, Array<string>(WRITERS).fill('done'));
      assert.equal((await tills[version % engines]!.get(wanted.id)).version, version + 1);
    }
  });

  test(`${where}: of ${WRITERS} that want one unique value one gets it, created and taken`, async (t) => {
    const tills = await tillEngines(t, { engines, retry: true });
    const ids = await Promise.all(Array.from({ length: WRITERS }, async (_, n) => (await tills[n % engines]!.create(`till ${n}`)).id));

    for (let round = 0; round < effort({ ci: 3, soak: 1000 }); round += 1) {
      const created = await everybody(tills, (handle) => handle.create(`new ${round}`));
      const taken = await everybody(tills, (handle, writer) => handle.on(ids[writer]!).take('gold'));

      for (const codes of [created, taken]) {
        assert.deepEqual(codes.toSorted(), ['done', ...Array<string>(WRITERS - 1).fill('unique_conflict')]);
      }
      const holders = await tills[round % engines]!.query({ where: { badge: 'gold' } });
      assert.deepEqual(holders.items.map(({ id }) => id), [ids[taken.indexOf('done')]]);
      await tills[(round + 1) % engines]!.on(holders.items[0]!.id).drop();
    }
  });

  test(`${where}: bulk calls over each other's records in every order are done on all of them`, async (t) => {
    const tills = await tillEngines(t, { engines, retry: true });
    const ids = await Promise.all(Array.from({ length: 8 }, async (_, n) => (await tills[n % engines]!.create(`till ${n}`)).id));
    let bulks = 0;

    for (let round = 0; round < effort({ ci: 3, soak: 1000 }); round += 1) {
      const codes = await everybody(tills, (handle, writer) => {
        const some = ids.map((_, n) => ids[(n * 3 + writer) % ids.length]!);
        const command = writer % 2 === 0 ? 'book' : 'bookSlowly';
        return handle.intentMany(writer % 3 === 0 ? some.toReversed() : some, command, { writer: `w${writer}`, amount: 1 });
      });
      bulks += codes.filter((code) => code === 'done').length;
      assert.deepEqual(codes, Array<string>(WRITERS).fill('done'));

      for (const handle of tills) {
        const records = await Promise.all(ids.map((id) => handle.get(id)));
        records.forEach(assertWhole);
        assert.deepEqual(records.map(({ count }) => count), ids.map(() => bulks));
      }
    }
  });
}

/** Calls of all writers at once, through all engines; what each came to. */
function everybody(tills: readonly Tills[], run: (handle: Tills, writer: number) => Promise<unknown>): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      try {
        await run(tills[writer % tills.length]!, writer);
        return 'done';
      } catch (error) {
        if (error instanceof PersistDomainError) return error.code;
        throw error;
      }
    }),
  );
}
