// What persist costs, as ratios to the physical limit, to code written by hand and to peers: docs/performance.md.
import { readArguments, UsageError } from './driver/arguments.mjs';
import { runGuard } from './guard/run-guard.mjs';
import { runScenarios } from './driver/run-scenarios.mjs';

try {
  const options = readArguments(process.argv.slice(2));
  if (options.guard) process.exitCode = (await runGuard(options)) ? 0 : 1;
  else await runScenarios(options);
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? error.message : error);
  process.exitCode = isUsage ? 2 : 1;
}
