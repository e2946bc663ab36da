import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { persistBin } from '../cli/run-persist.js';

// Machines and their load differ; a Node that does nothing is the yardstick. 300 ms where that takes 65.
const budget = 300 / 65;

test('persist --help is there at once', () => {
  const rounds = Array.from({ length: 7 }, () => ({
    bare: milliseconds(['--eval', '0']),
    help: milliseconds([persistBin, '--help']),
  }));
  const bare = median(rounds.map((round) => round.bare));
  const help = median(rounds.map((round) => round.help));

  assert.ok(help <= budget * bare, `${Math.round(help)} ms; Node alone takes ${Math.round(bare)} ms`);
});

function milliseconds(args: readonly string[]): number {
  const before = performance.now();
  execFileSync(process.execPath, args);
  return performance.now() - before;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
