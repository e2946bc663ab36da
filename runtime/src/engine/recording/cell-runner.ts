import { assertNever } from '@persist/contract';
import { removalOf } from '../../store/removal.js';
import type { CommitOutcome } from '../../store/store.js';
import type { Done } from '../engine.js';
import { isPromise, type Eventual } from '../eventual.js';
import { invoke, type Effects } from '../invocation.js';
import type { ChangeJob, TargetedJob } from '../job.js';
import { encodeState, record } from '../recorder/index.js';
import { refusalOf, type CommitFailure, type CommitRefusal } from '../commit-refusal.js';
import { checkIfMatch, notFound, targetOf, writeConflict } from '../refusals.js';
import { noEffects, produce, type Produced } from '../write-set.js';
import type { AggregateCell, LiveAggregate, Pending, Running, Ticket } from './aggregate-cell.js';
import type { Committer, Entry } from './committer.js';
import { Hold } from './hold.js';
import type { HotSet } from './hot-set.js';
import { concludeOldest, refuseInOrder, rejectGroup, takeBack } from './pending-jobs.js';
import { sealJob } from './seal-job.js';
import { WaitingLine, type WaitingLimits } from './waiting-line.js';

/** How often a command is run again when another process was faster. */
export interface RetryPolicy {
  readonly attempts: number;
}

export interface CellRunnerParts {
  readonly hot: HotSet;
  readonly committer: Committer;
  readonly retry: RetryPolicy;
  readonly waiting: WaitingLimits;
}

/** Works through the jobs of aggregates: in order, on live state, undone where the commit says no. */
export class CellRunner {
  readonly #hot: HotSet;
  readonly #committer: Committer;
  readonly #retry: RetryPolicy;
  readonly #line: WaitingLine;

  constructor({ hot, committer, retry, waiting }: CellRunnerParts) {
    this.#hot = hot;
    this.#committer = committer;
    this.#retry = retry;
    this.#line = new WaitingLine(waiting);
  }

  run(cell: AggregateCell, job: TargetedJob): Promise<Done> {
    return new Promise((resolve, reject) => {
      this.#queue(cell, { job, attempts: 0, since: undefined, resolve, reject });
    });
  }

  /** Queues a claim on the cell. */
  hold(cell: AggregateCell): Hold {
    const hold = new Hold();
    this.#queue(cell, hold);
    return hold;
  }

  #queue(cell: AggregateCell, next: Ticket | Hold): void {
    if (cell.busy) return this.#line.join(cell, next);
    cell.queue.push(next);
    void this.#pump(cell);
  }

  /** Runs what is queued; without a single await while the state is in memory and the commands are sync. */
  async #pump(cell: AggregateCell): Promise<void> {
    if (cell.busy) return;
    cell.busy = true;
    for (let next = cell.queue.shift(); next !== undefined; next = cell.queue.shift()) {
      if (next instanceof Hold) {
        await handOver(cell, next);
        continue;
      }
      try {
        const live = this.#hot.current(cell) ?? (await this.#hot.load(cell));
        const step = this.#step(cell, live, next);
        if (isPromise(step)) await step;
      } catch (error) {
        refuseInOrder(cell, next, error);
      }
    }
    cell.busy = false;
    this.#line.end(cell);
    this.#hot.release(cell);
  }

  #step(cell: AggregateCell, live: LiveAggregate | undefined, ticket: Ticket): Eventual<void> {
    const { job } = ticket;
    if (live?.removed === true) {
      // Whether it is gone is known when the removal is on disk; then this job looks again.
      cell.queue.unshift(ticket);
      return cell.settlement();
    }
    if (live === undefined) throw notFound(targetOf(job));
    checkIfMatch(job.call, targetOf(job), live.version);
    return job.kind === 'remove' ? this.#remove(cell, live, ticket) : this.#command(cell, live, ticket);
  }

  #remove(cell: AggregateCell, live: LiveAggregate, ticket: Ticket): void {
    const changes = removalOf(ticket.job.model.node, encodeState(live.state));
    const { version, updatedAt } = live;
    const ran = { version, updatedAt, changes, effects: noEffects };
    this.#hand(cell, live, {
      ticket,
      produced: produce(ticket.job, ran),
      undo: () => {
        live.removed = false;
      },
    });
    live.removed = true;
  }

  #command(cell: AggregateCell, live: LiveAggregate, ticket: Ticket): Eventual<void> {
    const running: Running = { ticket, recording: record(live.state), abandoned: false };
    cell.running = running;
    const finish = (effects: Effects) => this.#finish(cell, live, effects);
    const fail = (error: unknown) => this.#fail(cell, error);
    try {
      const effects = invoke(ticket.job as ChangeJob, running.recording.self, live.version);
      if (isPromise(effects)) return effects.then(finish).catch(fail);
      finish(effects);
    } catch (error) {
      fail(error);
    }
  }

  /** The method has returned: what it changed is checked and handed to the committer. */
  #finish(cell: AggregateCell, live: LiveAggregate, effects: Effects): void {
    const { ticket, recording, abandoned } = cell.running!;
    if (!abandoned) {
      const produced = sealJob(ticket.job as ChangeJob, live, { recording, effects });
      this.#hand(cell, live, { ticket, produced, undo: () => recording.undo() });
    }
    cell.running = undefined;
  }

  /** The method, or a check of what it did, threw. */
  #fail(cell: AggregateCell, error: unknown): void {
    const { ticket, recording, abandoned } = cell.running!;
    cell.running = undefined;
    // Taken back already and queued to run again: what it came to does not count.
    if (abandoned) return;
    recording.undo();
    // In this very turn: until it is among the pending it would not be taken back with what it rests on.
    refuseInOrder(cell, ticket, error);
  }

  #hand(cell: AggregateCell, live: LiveAggregate, { ticket, produced, undo }: Handed): void {
    const { version, updatedAt } = live;
    const entry: Entry = {
      writeSet: produced.writeSet,
      state: 'waiting',
      settle: (outcome) => this.#settle(cell, pending, outcome),
    };
    const pending: Pending = {
      ticket,
      entry,
      conclude: () => ticket.resolve(produced.done),
      undo() {
        undo();
        live.version = version;
        live.updatedAt = updatedAt;
      },
    };
    live.version = produced.done.version;
    live.updatedAt = produced.at;
    cell.pending.push(pending);
    this.#committer.add(entry);
  }

  #settle(cell: AggregateCell, pending: Pending, outcome: CommitOutcome | CommitFailure): void {
    if (outcome.kind === 'committed') {
      if (pending.ticket.job.kind === 'remove') this.#hot.drop(cell);
      concludeOldest(cell);
    } else {
      this.#refuse(cell, pending, outcome);
      void this.#pump(cell);
    }
    cell.announce();
    this.#hot.release(cell);
  }

  #refuse(cell: AggregateCell, failed: Pending, outcome: CommitRefusal): void {
    const { ticket } = failed;
    const successors = takeBack(cell, failed);
    switch (outcome.kind) {
      case 'unique_violation':
      case 'unstorable_value':
      case 'idempotency_conflict':
        ticket.reject(refusalOf(outcome));
        cell.queue.unshift(...successors.map((successor) => successor.ticket));
        return;
      case 'version_conflict':
        // Another process was faster: memory is old, and everything that ran on it runs again on what is stored.
        this.#hot.drop(cell);
        cell.queue.unshift(...this.#again(ticket), ...successors.map((successor) => successor.ticket));
        return;
      case 'failed':
        this.#hot.drop(cell);
        ticket.reject(refusalOf(outcome));
        cell.queue.unshift(...rejectGroup(successors, outcome).map((successor) => successor.ticket));
        return;
      default:
        assertNever(outcome);
    }
  }

  #again(ticket: Ticket): readonly Ticket[] {
    ticket.attempts += 1;
    if (ticket.attempts < this.#retry.attempts) return [ticket];
    ticket.reject(writeConflict(targetOf(ticket.job)));
    return [];
  }
}

/** Lets a unit have the cell, as soon as no job before it waits for the disk. */
function handOver(cell: AggregateCell, hold: Hold): Promise<void> {
  if (cell.pending.length === 0) return hold.grant();
  cell.queue.unshift(hold);
  return cell.settlement();
}

interface Handed {
  readonly ticket: Ticket;
  readonly produced: Produced;
  readonly undo: () => void;
}
