import { readFileSync, writeFileSync } from 'node:fs';
import { judge, matches } from '../driver/bounds.mjs';
import { loadScenario } from '../driver/run-scenarios.mjs';
import { inRounds } from '../driver/rounds.mjs';
import { guards } from './guards.mjs';

/** By how much a ratio has to be worse than the recorded one: no noise was ever seen to do that. */
const COLLAPSE = 3;
const file = new URL('recorded.json', import.meta.url);

/**
 * Prints a few ratios beside the recorded ones.
 *
 * @param record whether what was found replaces what was recorded.
 * @returns whether none has collapsed.
 */
export async function runGuard({ rounds, record }) {
  const recorded = JSON.parse(readFileSync(file, 'utf8'));
  const found = {};
  let isSound = true;
  for (const guard of guards) {
    const ratio = await ratioOf(guard, rounds);
    found[guard.name] = Number(ratio.median.toPrecision(3));
    console.log(guardLine(guard.name, ratio, recorded[guard.name]));
    if (hasCollapsed(ratio, recorded[guard.name]) && !record) {
      console.error(`${guard.name}: CPU time is ${COLLAPSE} times what was recorded, even in the best of ${rounds} rounds.`);
      console.error('Profile it (docs/performance.md), or, where the cost is wanted, run it with --guard --record.');
      isSound = false;
    }
  }
  if (record) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  return isSound;
}

/** Of several rounds the best speaks: noise makes some of them worse, a collapse all. */
export function hasCollapsed({ min }, recorded) {
  return min > recorded * COLLAPSE;
}

async function ratioOf({ scenario: name, subjects, options, ...bound }, rounds) {
  const scenario = await loadScenario(name);
  const chosen = scenario.subjects.filter(({ key }) => subjects.some((picked) => matches(key, picked)));
  await scenario.prepare?.();
  const rows = await inRounds(rounds, chosen, (subject) => subject.measure(options));
  return judge({ ...bound, atMost: Infinity }, rows);
}

function guardLine(name, { median, min, max }, recorded) {
  const range = `${min.toFixed(2)}–${max.toFixed(2)}`;
  const limits = `recorded ×${recorded}, collapse above ×${(recorded * COLLAPSE).toFixed(1)}`;
  return `${name}: ×${median.toFixed(2)} of its CPU time (${range}); ${limits}`;
}
