import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { oneOf } from './arguments.mjs';
import { tablesOf, withSection } from './docs-tables.mjs';
import { machineLines } from './machine.mjs';
import { boundLines, jsonLines, rowLines } from './report.mjs';
import { inRounds } from './rounds.mjs';

const page = new URL('../../docs/performance.md', import.meta.url);

/** Runs scenarios one after the other, and prints what came of each. */
export async function runScenarios(options) {
  const scenarios = await Promise.all(options.scenarios.map(loadScenario));
  const chosen = scenarios.map((scenario) => ({ ...scenario, subjects: subjectsOf(scenario, options) }));
  if (options.json !== undefined) writeFileSync(options.json, '');
  const machine = await machineLines();
  for (const line of machine) console.log(line);
  if (options.docs) writeSection('machine', machine.map((line) => `- ${line}`));
  for (const scenario of chosen) await runScenario(scenario, options);
}

export async function loadScenario(name) {
  return (await import(`../scenarios/${name}.mjs`)).scenario;
}

/** @throws {UsageError} for a variant that the scenario does not have. */
function subjectsOf({ subjects }, { variants }) {
  if (variants === undefined) return subjects;
  oneOf('--variants', variants, [...new Set(subjects.map(({ key }) => key.variant))]);
  return subjects.filter(({ key }) => variants.includes(key.variant));
}

async function runScenario({ name, about, prepare, subjects, bounds }, options) {
  console.log(`\n${name}: ${about}; median (least–most) of ${options.rounds} rounds`);
  await prepare?.();
  const rows = await inRounds(options.rounds, subjects, (subject) => subject.measure(options));
  for (const line of [...rowLines(rows), ...boundLines(bounds, rows)]) console.log(line);
  if (options.json !== undefined) appendFileSync(options.json, jsonLines(name, rows).join(''));
  if (options.docs) writeSection(name, tablesOf(bounds, rows));
}

function writeSection(name, lines) {
  writeFileSync(page, withSection(readFileSync(page, 'utf8'), name, lines));
}
