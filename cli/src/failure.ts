import type { Problem } from './report/problem.js';

/** `1`: a check or the work itself failed. `2`: the command was called the wrong way. */
export type ExitCode = 1 | 2;

/**
 * Ends a command with a message a user can act on; everything else that is thrown is a bug and shows its
 * stack. The exit code is chosen here and nowhere else.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;

  private constructor(problems: readonly Problem[], exitCode: ExitCode) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.problems = problems;
    this.exitCode = exitCode;
  }

  /** What was asked for could not be done. */
  static of(...problems: readonly Problem[]): Failure {
    return new Failure(problems, 1);
  }

  /** What was asked for makes no sense. */
  static usage(problem: Problem): Failure {
    return new Failure([problem], 2);
  }
}
