import { existsSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { appRoot } from '../cache/app-root.js';
import { currentContract } from '../cache/current-contract.js';
import { formatDiagnostic, type ContractDiagnostic } from '../diagnostic.js';
import { codeFrame } from './code-frame.js';

const standardError = 2;

/**
 * Before an app runs: brings its contract up to date. Where its sources have errors they are printed, and the
 * process ends with exit code 1. Outside of persist apps nothing happens.
 */
export async function requireContract(): Promise<void> {
  const root = appRoot();
  if (root === undefined) return;
  const { record, cached } = await currentContract(root);
  const failed = record.contract === undefined;
  // A warning is news once; an error is what this run failed of.
  if (failed || !cached) print(root, record.diagnostics);
  if (failed) process.exit(1);
}

/** Written at once: `process.stderr` can be a pipe that `process.exit` does not wait for. */
function print(root: string, diagnostics: readonly ContractDiagnostic[]): void {
  for (const diagnostic of diagnostics) writeSync(standardError, `${render(root, diagnostic)}\n`);
}

function render(root: string, diagnostic: ContractDiagnostic): string {
  const { place } = diagnostic;
  const file = join(root, place.file);
  const line = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[place.line - 1] : undefined;
  const frame = line === undefined ? '' : `\n${codeFrame(line.trimEnd(), place)}`;
  return `${diagnostic.severity}: ${formatDiagnostic(diagnostic)}${frame}`;
}
