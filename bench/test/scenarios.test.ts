import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarioNames } from '../driver/arguments.mjs';
import { loadScenario } from '../driver/run-scenarios.mjs';
import { guards } from '../guard/guards.mjs';

type Key = Readonly<Record<string, unknown>>;

interface Scenario {
  readonly name: string;
  readonly subjects: readonly { readonly key: Key }[];
  readonly bounds: readonly Bound[];
}

interface Bound {
  readonly says: string;
  readonly of: Key;
  readonly over?: Key;
  readonly atLeast?: number;
  readonly atMost?: number;
}

for (const name of scenarioNames) {
  test(`${name} is called as its file, and every bound of it is on something that it measures`, async () => {
    const scenario = await load(name);

    assert.equal(scenario.name, name);
    for (const { says, of, over, atLeast, atMost } of scenario.bounds) {
      assert.ok((atLeast === undefined) !== (atMost === undefined), `${says}: one of atLeast and atMost`);
      for (const picked of over === undefined ? [of] : [of, over]) {
        assert.ok(scenario.subjects.some(({ key }) => mayHave(key, picked)), `${says}: ${JSON.stringify(picked)}`);
      }
    }
  });
}

test('every guard compares two subjects of its scenario', async () => {
  for (const { name, scenario, subjects, of, over } of guards) {
    const found = (await load(scenario)).subjects.filter(({ key }) => subjects.some((picked) => mayHave(key, picked)));

    for (const picked of [of, over]) {
      assert.equal(found.filter(({ key }) => mayHave(key, picked)).length, 1, `${name}: ${JSON.stringify(picked)}`);
    }
  }
});

async function load(name: string): Promise<Scenario> {
  return (await loadScenario(name)) as Scenario;
}

/** Where a reading is taken is not part of a subject's key: only what both name can differ. */
function mayHave(key: Key, picked: Key): boolean {
  return Object.entries(picked).every(([name, value]) => !(name in key) || key[name] === value);
}
