import { AsyncLocalStorage } from 'node:async_hooks';
import { assertNever } from '@persist/contract';
import type { CommandJob, CreateJob, PatchJob } from './job.js';

type ModelJob = CreateJob | CommandJob | PatchJob;

/** The command that runs in this turn; async ones are followed through their awaits. */
let running: ModelJob | undefined;
const followed = new AsyncLocalStorage<ModelJob>();

/** Runs a model's method such that calls back into the engine can be told from calls from outside. */
export function insideCommand<T>(job: ModelJob, method: () => T): T {
  const before = running;
  running = job;
  try {
    // Following costs every promise a little, so only commands that can await pay for it.
    return job.kind === 'command' && job.command.node.async ? followed.run(job, method) : method();
  } finally {
    running = before;
  }
}

/** @throws {Error} when called from inside a command: its changes would not be part of the command's commit. */
export function refuseInsideCommand(what: string): void {
  const job = running ?? followed.getStore();
  if (job === undefined) return;
  throw new Error(
    `${what} was called inside the command ${nameOf(job)}. A command changes its own aggregate only: ` +
      'pass in what it needs, or let it emit an event.',
  );
}

function nameOf(job: ModelJob): string {
  const { className } = job.model.node;
  switch (job.kind) {
    case 'create':
      return `new ${className}`;
    case 'command':
      return `${className}.${job.command.node.name}`;
    case 'patch':
      return `patch of ${className}`;
    default:
      return assertNever(job);
  }
}
