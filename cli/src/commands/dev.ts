import { findApp } from '../app/find-app.js';
import type { DevRunner } from '../dev/dev-runner.js';
import { outputMode } from '../dev/output-mode.js';
import { interruptible } from '../interruptible.js';
import { ServeCommand } from '../serve/serve-command.js';
import { serverEnvironment, serverFlags } from '../serve/server-flags.js';

export default class Dev extends ServeCommand {
  static override readonly summary = 'Serve the app of this folder, and every edit of it.';
  static override readonly description =
    'An edit with an error in it is shown with its place, and the last good version goes on serving. ' +
    'Changes that clients can see are listed as breaking or compatible. ' +
    'On a terminal all of it is one screen with keys; elsewhere, or where CI is set, lines are written.';
  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --port 0 --data /tmp/scratch',
  ];
  static override readonly flags = serverFlags;

  async run(): Promise<void> {
    const { flags } = await this.parse(Dev);
    const app = findApp(process.cwd());
    const environment = serverEnvironment(flags);
    const mode = outputMode({ json: flags.json, ...process });
    const run = mode === 'screen' ? await screenRunner() : await linesRunner(mode === 'json');
    await interruptible((signal) => run(app, { environment, signal }));
    // Whatever a library still holds open, it is over.
    this.exit(0);
  }
}

/** Ink and React are loaded where there is a screen to draw. */
async function screenRunner(): Promise<DevRunner> {
  return (await import('../dev-screen/run-on-screen.js')).runOnScreen;
}

async function linesRunner(json: boolean): Promise<DevRunner> {
  const { runInLines } = await import('../dev/run-in-lines.js');
  return (app, run) => runInLines(app, { ...run, json });
}
