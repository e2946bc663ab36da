import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PersistDomainError } from '@persist/runtime';
import { effort } from '../effort/effort.js';
import { tillEngines, type TillEngineOptions, type Tills } from './till-engines.js';
import { assertWhole } from './whole-till.js';

const MANY = 40;

const setups: readonly TillEngineOptions[] = [
  { engines: 1, retry: true },
  { engines: 1, retry: false },
  { engines: 3, retry: true },
  { engines: 3, retry: false },
];

interface Cell {
  readonly writers: number;
  readonly shared: number;
  readonly command: 'book' | 'bookSlowly';
}

const cells: readonly Cell[] = [2, 8, 64].flatMap((writers) =>
  [1, 10, MANY].flatMap((shared) => (['book', 'bookSlowly'] as const).map((command) => ({ writers, shared, command }))),
);

for (const setup of setups) {
  const { engines, retry } = setup;
  test(`${engines} ${engines === 1 ? 'engine' : 'engines on one file'}, ${retry ? 'with' : 'without'} retry`, async (t) => {
    const tills = await tillEngines(t, setup);
    for (const cell of cells) {
      await t.test(`${cell.writers} writers, ${cell.shared} shared records, ${cell.command}: sums exact, never a part of a write`, async (t) => {
        const ids = await created(tills, cell);
        const outcome = await rush(tills, ids, cell);

        t.diagnostic(`${outcome.done} done, ${outcome.conflicts} told of a conflict, ${outcome.looks} looks`);
        if (engines === 1 || retry) assert.equal(outcome.conflicts, 0, 'nobody is told of a conflict');
        assert.ok(outcome.done > 0);
        for (const handle of tills) {
          const records = await Promise.all(ids.map((id) => handle.get(id)));
          records.forEach(assertWhole);
          assert.equal(records.reduce((sum, { count }) => sum + count, 0), outcome.done);
          assert.equal(records.reduce((sum, { version }) => sum + version - 1, 0), outcome.done, 'one version a command');
        }
        await Promise.all(ids.map((id) => tills[0]!.remove(id)));
      });
    }
  });
}

function created(tills: readonly Tills[], { shared }: Cell): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: shared }, async (_, n) => (await tills[n % tills.length]!.create(`shared ${n}`)).id),
  );
}

/** All writers at once, and readers that look at what they do. */
async function rush(tills: readonly Tills[], ids: readonly string[], { writers, command }: Cell) {
  const turns = Math.ceil(effort({ ci: 64, soak: 20_000 }) / writers);
  const outcome = { done: 0, conflicts: 0, looks: 0 };
  let goesOn = true;
  const write = async (writer: number): Promise<void> => {
    const handle = tills[writer % tills.length]!;
    for (let turn = 0; turn < turns; turn += 1) {
      const id = ids[(writer * 7 + turn) % ids.length]!;
      try {
        await handle.on(id)[command]({ writer: `w${writer % 8}`, amount: 1 + (turn % 9) });
        outcome.done += 1;
      } catch (error) {
        if (!(error instanceof PersistDomainError) || error.code !== 'write_conflict') throw error;
        outcome.conflicts += 1;
      }
    }
  };
  const look = async (handle: Tills): Promise<void> => {
    while (goesOn) {
      assertWhole(await handle.get(ids[outcome.looks % ids.length]!));
      const { items } = await handle.query({ orderBy: { sum: 'desc' }, page: 1, perPage: 5 });
      items.forEach(assertWhole);
      outcome.looks += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const readers = tills.map(look);
  try {
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  } finally {
    goesOn = false;
    await Promise.all(readers);
  }
  return outcome;
}
