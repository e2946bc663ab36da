import { findApp } from '../app/find-app.js';
import { showsColours } from '../report/paint.js';
import { ServeCommand } from '../serve/serve-command.js';
import { serverEnvironment, serverFlags } from '../serve/server-flags.js';

export default class Dev extends ServeCommand {
  static override readonly summary = 'Serve the app of this folder, and every edit of it.';
  static override readonly description =
    'An edit with an error in it is shown with its place, and the last good version goes on serving. ' +
    'Changes that clients can see are listed as breaking or compatible.';
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --port 0 --data /tmp/scratch',
  ];
  static override readonly flags = serverFlags;

  async run(): Promise<void> {
    const { flags } = await this.parse(Dev);
    const app = findApp(process.cwd());
    const [{ DevSession }, { eventWriter }] = await Promise.all([
      import('../dev/dev-session.js'),
      import('../dev/event-writer.js'),
    ]);
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
    await new DevSession(app, {
      environment: serverEnvironment(flags),
      json: flags.json,
      colours: !flags.json && showsColours(process.stdout),
      signal: stop.signal,
      report: eventWriter(flags.json, process.stdout),
    }).run();
    // Whatever a library still holds open, it is over.
    this.exit(0);
  }
}
