import { PersistCommand } from '../persist-command.js';
import type { Problem } from '../report/problem.js';

/** A command that serves: its `--json` is one object a line, failures included. */
export abstract class ServeCommand extends PersistCommand {
  protected override wantsJson(): boolean {
    return this.argv.includes('--json');
  }

  protected override writeProblems(problems: readonly Problem[]): void {
    for (const problem of problems) {
      process.stdout.write(
        `${JSON.stringify({ event: 'error', phase: 'boot', serving: false, ...problem })}\n`,
      );
    }
  }
}
