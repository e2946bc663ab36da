import { Command, Errors } from '@oclif/core';
import { Cancelled } from './cancelled.js';
import { Failure } from './failure.js';
import type { Problem } from './report/problem.js';
import { renderProblem } from './report/render-problem.js';

/** What all commands share: how a failure is shown and which exit code it becomes. */
export abstract class PersistCommand extends Command {
  protected override async catch(error: Error): Promise<void> {
    if (error instanceof Errors.ExitError) throw error;
    if (this.wantsJson()) this.writeProblems(this.problemsOf(error));
    else if (error instanceof Failure) this.showProblems(error.problems);
    else if (error instanceof Cancelled) process.stderr.write(`${error.message}\n`);
    else if (error instanceof Errors.CLIError) this.showProblems([this.usageProblem(error)]);
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

  private problemsOf(error: Error): readonly Problem[] {
    if (error instanceof Failure) return error.problems;
    if (error instanceof Cancelled) return [{ code: 'cancelled', message: error.message }];
    if (error instanceof Errors.CLIError) return [this.usageProblem(error)];
    return [{ code: 'internal_error', message: error.message }];
  }

  /** What the parser of flags says over several lines, as one of ours. */
  private usageProblem({ message }: Errors.CLIError): Problem {
    const lines = message.split('\n').map((line) => line.trim());
    return {
      code: 'usage',
      message: lines.filter((line) => line !== '' && line !== 'See more help with --help').join(' '),
      hint: `See: ${this.config.bin} ${this.id} --help`,
    };
  }

  private showProblems(problems: readonly Problem[]): void {
    for (const problem of problems) process.stderr.write(`${renderProblem(problem, process.stderr)}\n`);
  }
}

function exitCodeOf(error: Error): number {
  if (error instanceof Failure || error instanceof Cancelled) return error.exitCode;
  return error instanceof Errors.CLIError ? (error.oclif.exit ?? 2) : 1;
}
