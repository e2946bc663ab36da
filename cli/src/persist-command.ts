import { Command, Errors } from '@oclif/core';
import { Cancelled } from './cancelled.js';
import { Failure } from './failure.js';
import type { Problem } from './report/problem.js';
import { renderProblem } from './report/render-problem.js';

/** What all commands share: how a failure is shown and which exit code it becomes. */
export abstract class PersistCommand extends Command {
  protected override async catch(error: Error): Promise<void> {
    if (error instanceof Errors.ExitError) throw error;
    if (this.wantsJson()) this.writeProblems(problemsOf(error));
    else if (error instanceof Failure) this.showProblems(error.problems);
    else if (error instanceof Cancelled) process.stderr.write(`${error.message}\n`);
    else throw error;
    return this.exit(exitCodeOf(error));
  }

  protected wantsJson(): boolean {
    return this.jsonEnabled();
  }

  /** What a failure is under `--json`. */
  protected writeProblems(problems: readonly Problem[]): void {
    this.logJson({ errors: problems });
  }

  private showProblems(problems: readonly Problem[]): void {
    for (const problem of problems) process.stderr.write(`${renderProblem(problem, process.stderr)}\n`);
  }
}

function problemsOf(error: Error): readonly Problem[] {
  if (error instanceof Failure) return error.problems;
  if (error instanceof Cancelled) return [{ code: 'cancelled', message: error.message }];
  return [{ code: error instanceof Errors.CLIError ? 'usage' : 'internal_error', message: error.message }];
}

function exitCodeOf(error: Error): number {
  if (error instanceof Failure || error instanceof Cancelled) return error.exitCode;
  return error instanceof Errors.CLIError ? (error.oclif.exit ?? 2) : 1;
}
