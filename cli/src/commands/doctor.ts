import { locateApp } from '../app/find-app.js';
import type { CheckResult } from '../doctor/check.js';
import type { DoctorReport } from '../doctor/doctor-report.js';
import { PersistCommand } from '../persist-command.js';
import { serverFlags } from '../serve/server-flags.js';

export default class Doctor extends PersistCommand {
  static override readonly summary =
    'Check what the app of this folder needs to run, and say how to mend it.';
  static override readonly description =
    'It changes nothing and may run beside a server: the database is looked at in a copy. Ends with 1 where a check ' +
    'fails. Give it the flags and variables that the app is started with.';
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --port 8080 --data /var/lib/my-app --json',
  ];
  static override readonly enableJsonFlag = true;
  static override readonly flags = { port: serverFlags.port, host: serverFlags.host, data: serverFlags.data };

  async run(): Promise<DoctorReport> {
    const { flags } = await this.parse(Doctor);
    const app = locateApp(process.cwd());
    const [{ subjectOf }, { runChecks }, { renderCheck, renderTally, tallyOf }] = await Promise.all([
      import('../doctor/subject.js'),
      import('../doctor/run-checks.js'),
      import('../doctor/render-check.js'),
    ]);
    const subject = subjectOf(app, { version: this.config.version, flags, environment: process.env });
    const results: CheckResult[] = [];
    for await (const result of runChecks(subject)) {
      results.push(result);
      this.log(renderCheck(result, process.stdout));
    }
    const tally = tallyOf(results);
    this.log(`\n${renderTally(results)}`);
    if (tally.failed > 0) process.exitCode = 1;
    return { app: { name: app.name, root: app.root }, data: subject.data.folder, checks: results, ...tally };
  }
}
