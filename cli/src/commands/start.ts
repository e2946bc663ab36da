import { findApp } from '../app/find-app.js';
import { ServeCommand } from '../serve/serve-command.js';
import { serverEnvironment, serverFlags } from '../serve/server-flags.js';

export default class Start extends ServeCommand {
  static override readonly summary = 'Run what `persist build` wrote, in this process.';
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --host 0.0.0.0 --port 8080 --data /var/lib/my-app',
  ];
  static override readonly flags = serverFlags;

  async run(): Promise<void> {
    const { flags } = await this.parse(Start);
    const app = findApp(process.cwd());
    const [{ startApp }, { eventWriter }] = await Promise.all([
      import('../serve/start-app.js'),
      import('../dev/event-writer.js'),
    ]);
    await startApp(app, {
      environment: serverEnvironment(flags),
      report: eventWriter(flags.json, process.stdout),
    });
  }
}
