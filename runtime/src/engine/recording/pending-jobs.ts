import { refusalOf, type CommitFailure } from '../commit-refusal.js';
import type { AggregateCell, Pending, Ticket } from './aggregate-cell.js';

// Jobs that ran on memory and wait for the disk: how they end, in the order in which they ran.

/** A refusal may owe itself to a job before it that is not on disk yet: then it counts only if that one does. */
export function refuseInOrder(cell: AggregateCell, ticket: Ticket, error: unknown): void {
  if (cell.pending.length === 0) return ticket.reject(error);
  cell.pending.push({
    ticket,
    entry: undefined,
    conclude: () => ticket.reject(error),
    undo: () => undefined,
  });
}

/** Commits keep the order of an aggregate: the oldest is on disk, and the refusals right behind it count now. */
export function concludeOldest(cell: AggregateCell): void {
  do cell.pending.shift()!.conclude();
  while (cell.pending.length > 0 && cell.pending[0]!.entry === undefined);
}

/** A job whose effects on memory were undone. */
export interface TakenBack {
  readonly ticket: Ticket;
  /** Its write set was part of the group that was being committed. */
  readonly committing: boolean;
}

/** Undoes a pending job and all that ran after it, newest first; returns those after it in their order. */
export function takeBack(cell: AggregateCell, failed: Pending): readonly TakenBack[] {
  const taken = cell.pending.splice(cell.pending.indexOf(failed));
  const successors = taken.slice(1).map(({ ticket, entry }) => ({ ticket, committing: entry?.state === 'committing' }));
  const { running } = cell;
  if (running !== undefined && !running.abandoned) {
    running.recording.undo();
    running.abandoned = true;
    successors.push({ ticket: running.ticket, committing: false });
  }
  for (const pending of taken.reverse()) {
    pending.undo();
    if (pending.entry !== undefined) pending.entry.state = 'withdrawn';
  }
  return successors;
}

/** A group fails as a whole; jobs that were not part of it run again. */
export function rejectGroup(successors: readonly TakenBack[], outcome: CommitFailure): readonly TakenBack[] {
  for (const { ticket, committing } of successors) {
    if (committing) ticket.reject(refusalOf(outcome));
  }
  return successors.filter(({ committing }) => !committing);
}
