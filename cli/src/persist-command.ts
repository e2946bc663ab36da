import { Command, Errors } from '@oclif/core';
import { Failure } from './failure.js';
import type { Problem } from './report/problem.js';
import { renderProblem } from './report/render-problem.js';

/** What all commands share: how a failure is shown and which exit code it becomes. */
export abstract class PersistCommand extends Command {
  protected override async catch(error: Error): Promise<void> {
    const exitCode = exitCodeOf(error);
    if (this.jsonEnabled()) {
      this.logJson({ errors: problemsOf(error) });
      return this.exit(exitCode);
    }
    if (!(error instanceof Failure)) throw error;
    for (const problem of error.problems) {
      process.stderr.write(`${renderProblem(problem, process.stderr)}\n`);
    }
    return this.exit(exitCode);
  }
}

function problemsOf(error: Error): readonly Problem[] {
  if (error instanceof Failure) return error.problems;
  return [{ code: error instanceof Errors.CLIError ? 'usage' : 'internal_error', message: error.message }];
}

function exitCodeOf(error: Error): number {
  if (error instanceof Failure) return error.exitCode;
  return error instanceof Errors.CLIError ? (error.oclif.exit ?? 2) : 1;
}
