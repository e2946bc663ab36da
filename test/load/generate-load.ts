import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LoopResult, OpenLoop } from './open-loop.js';

const run = promisify(execFile);
const program = fileURLToPath(new URL('open-loop.ts', import.meta.url));

/** What came of requests that were sent at a fixed pace, by a process of its own. */
export interface LoadReport {
  /** How many, by status; 0: no answer. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Latencies in milliseconds, from a request to the end of its answer; ascending. */
  readonly accepted: readonly number[];
  readonly refused: readonly number[];
  readonly impolite: number;
}

export async function generateLoad(load: OpenLoop): Promise<LoadReport> {
  const args = ['--import', '@persist/compiler/register', program, JSON.stringify(load)];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 28 });
  const { samples, impolite } = JSON.parse(stdout) as LoopResult;
  const statuses: Record<number, number> = {};
  for (const [status] of samples) statuses[status] = (statuses[status] ?? 0) + 1;
  const latencies = (isWanted: (status: number) => boolean) =>
    samples.flatMap(([status, ms]) => (isWanted(status) ? [ms] : [])).sort((a, b) => a - b);
  return {
    statuses,
    accepted: latencies((status) => status >= 200 && status < 300),
    refused: latencies((status) => status === 503),
    impolite,
  };
}

/** @param share 0.99 for the value that all but one in a hundred stay below. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0;
}
