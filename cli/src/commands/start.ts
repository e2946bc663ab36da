import { findApp } from '../app/find-app.js';
import { ServeCommand } from '../serve/serve-command.js';
import { serverEnvironment, serverFlags } from '../serve/server-flags.js';

export default class Start extends ServeCommand {
  static override readonly summary = 'Run what `persist build` wrote, in this process.';
  static override readonly description =
    'Where its output is no terminal there is one JSON object a line: what the app logs. NODE_ENV is production ' +
    'unless it is set.';
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --host 0.0.0.0 --port 8080 --data /var/lib/my-app',
  ];
  static override readonly flags = serverFlags;

  async run(): Promise<void> {
    const { flags } = await this.parse(Start);
    const app = findApp(process.cwd());
    const { startApp } = await import('../serve/start-app.js');
    // Collected output is the log, which says as much.
    const isRead = flags.json || process.stdout.isTTY;
    await startApp(app, {
      environment: serverEnvironment(flags),
      report: isRead ? (await import('../dev/event-writer.js')).eventWriter(flags.json, process.stdout) : undefined,
    });
  }
}
