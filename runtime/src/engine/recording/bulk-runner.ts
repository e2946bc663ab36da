import { aboutRecord } from '../../model/failed-record.js';
import { bulkRefusalOf } from '../commit-refusal.js';
import type { Done, DoneMany } from '../engine.js';
import { isPromise } from '../eventual.js';
import type { BulkJob, CommandJob } from '../job.js';
import { someNotFound, targetOf } from '../refusals.js';
import { idempotencyOf } from '../write-set.js';
import type { AggregateCell } from './aggregate-cell.js';
import type { RetryPolicy } from './cell-runner.js';
import { Unit, type UnitParts } from './unit.js';

export interface BulkRunnerParts extends UnitParts {
  readonly retry: RetryPolicy;
}

/** Runs one command on many aggregates, all or none. */
export class BulkRunner {
  readonly #parts: BulkRunnerParts;

  constructor(parts: BulkRunnerParts) {
    this.#parts = parts;
  }

  async run(bulk: BulkJob): Promise<DoneMany> {
    const members = bulk.jobs.map((job) => ({ job, cell: this.#parts.hot.cell(job.model, job.id) }));
    const unit = new Unit(this.#parts);
    await unit.hold(members.map(({ cell }) => cell));
    try {
      return await this.#untilCommitted(unit, bulk, members);
    } finally {
      unit.release();
    }
  }

  async #untilCommitted(unit: Unit, bulk: BulkJob, members: readonly Member[]): Promise<DoneMany> {
    for (let attempt = 1; ; attempt += 1) {
      const done = await runAll(unit, members);
      const outcome = await unit.commit(idempotencyOf(bulk, done));
      if (outcome.kind === 'committed') return done;
      if (outcome.kind !== 'version_conflict' || attempt >= this.#parts.retry.attempts) throw bulkRefusalOf(outcome);
    }
  }
}

interface Member {
  readonly job: CommandJob;
  readonly cell: AggregateCell;
}

/** In the order of the call, in one turn where the command is not async. */
async function runAll(unit: Unit, members: readonly Member[]): Promise<DoneMany> {
  await unit.load();
  const missing = members.filter(({ cell }) => cell.live === undefined);
  if (missing.length > 0) throw someNotFound(missing.map(({ job }) => targetOf(job)));
  const each: Done[] = [];
  for (const { job, cell } of members) {
    try {
      const done = unit.run(cell, job);
      each.push(isPromise(done) ? await done : done);
    } catch (error) {
      throw aboutRecord(error, job.id);
    }
  }
  return { kind: 'done', each };
}
