import { PersistDomainError } from '../../model/persist-domain-error.js';
import type { AggregateCell, Ticket } from './aggregate-cell.js';
import type { Hold } from './hold.js';

export interface WaitingLimits {
  /** Calls that wait for one that is running on the same record; one more is refused as `overloaded`. */
  readonly maxWaitingPerRecord: number;
  /** How long a call waits for those before it on its record, in milliseconds; then it is refused as `overloaded`. */
  readonly maxWaitMs: number;
}

/**
 * The line in front of an aggregate that is busy: with an async command, most of all. However long that takes, the line
 * is bounded, and so is the time that anybody spends in it.
 */
export class WaitingLine {
  readonly #limits: WaitingLimits;
  /** Of cells with a line: when the time of the first in it is over. */
  readonly #timers = new Map<AggregateCell, NodeJS.Timeout>();

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  /** Queues a call behind what the cell is busy with, or refuses it. */
  join(cell: AggregateCell, waiting: Ticket | Hold): void {
    const { maxWaitingPerRecord, maxWaitMs } = this.#limits;
    if (cell.queue.length >= maxWaitingPerRecord) {
      return waiting.reject(overloaded(cell, `${maxWaitingPerRecord} calls wait for it already`));
    }
    waiting.since = performance.now();
    cell.queue.push(waiting);
    if (!this.#timers.has(cell)) this.#watch(cell, maxWaitMs);
  }

  /** Nobody waits for the cell any more. */
  end(cell: AggregateCell): void {
    if (this.#timers.size === 0) return;
    clearTimeout(this.#timers.get(cell));
    this.#timers.delete(cell);
  }

  #watch(cell: AggregateCell, milliseconds: number): void {
    this.#timers.set(cell, setTimeout(() => this.#refuseLate(cell), milliseconds));
  }

  /** What waits has not run, so nothing is to be taken back. */
  #refuseLate(cell: AggregateCell): void {
    const { maxWaitMs } = this.#limits;
    const before = performance.now() - maxWaitMs;
    const isLate = ({ since }: Ticket | Hold) => since !== undefined && since <= before;
    const late = cell.queue.filter(isLate);
    cell.queue.splice(0, Infinity, ...cell.queue.filter((waiting) => !isLate(waiting)));
    for (const waiting of late) waiting.reject(overloaded(cell, `the call has waited ${maxWaitMs} ms for its turn`));
    const next = cell.queue.find(({ since }) => since !== undefined);
    if (next === undefined) this.#timers.delete(cell);
    else this.#watch(cell, Math.ceil(next.since! - before));
  }
}

function overloaded({ model, id }: AggregateCell, why: string): PersistDomainError {
  return new PersistDomainError(
    'overloaded',
    `${model.node.name}/${id} is busy: ${why}. Nothing was changed. Repeat the call later.`,
  );
}
