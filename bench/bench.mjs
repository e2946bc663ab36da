// What persist costs, as ratios to the physical limit, to code written by hand and to peers: docs/performance.md.
import { readArguments, UsageError } from './driver/arguments.mjs';
import { runScenarios } from './driver/run-scenarios.mjs';

try {
  await runScenarios(readArguments(process.argv.slice(2)));
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? error.message : error);
  process.exitCode = isUsage ? 2 : 1;
}
