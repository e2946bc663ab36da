import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { persistBin } from '../cli/run-persist.js';

// Machines differ: a Node that does nothing is the yardstick. At most 300 ms where that takes 65.
const budget = 300 / 65;

test('persist --help is there at once', () => {
  const rounds = Array.from({ length: 5 }, () => ({
    bare: processorTime(['--eval', '0']),
    help: processorTime([persistBin, '--help']),
  }));
  const bare = Math.min(...rounds.map((round) => round.bare));
  const help = Math.min(...rounds.map((round) => round.help));

  assert.ok(help <= budget * bare, `${Math.round(help)} ms of processor time; Node alone takes ${Math.round(bare)} ms`);
});

const sayTime = `
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    process.stderr.write('processor time ' + (user + system) + '\\n');
  });`;

/** In milliseconds. What passes by the clock meanwhile depends on whatever else the machine does. */
function processorTime(args: readonly string[]): number {
  const first = `data:text/javascript,${encodeURIComponent(sayTime)}`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', first, ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return Number(/^processor time (\d+)$/m.exec(stderr)![1]) / 1000;
}
