import { AsyncLocalStorage } from 'node:async_hooks';
import type { CommandJob, CreateJob } from './job.js';

/** Name of the command that runs in this turn; async ones are followed through their awaits. */
let running: string | undefined;
const followed = new AsyncLocalStorage<string>();

/** Runs a model's method such that calls back into the engine can be told from calls from outside. */
export function insideCommand<T>(job: CreateJob | CommandJob, method: () => T): T {
  const before = running;
  running = job.kind === 'create' ? `new ${job.model.node.className}` : nameOf(job);
  try {
    // Following costs every promise a little, so only commands that can await pay for it.
    return job.kind === 'command' && job.command.node.async ? followed.run(running, method) : method();
  } finally {
    running = before;
  }
}

/** @throws {Error} when called from inside a command: its changes would not be part of the command's commit. */
export function refuseInsideCommand(what: string): void {
  const command = running ?? followed.getStore();
  if (command === undefined) return;
  throw new Error(
    `${what} was called inside the command ${command}. A command changes its own aggregate only: ` +
      'pass in what it needs, or let it emit an event.',
  );
}

function nameOf(job: CommandJob): string {
  return `${job.model.node.className}.${job.command.node.name}`;
}
