import type { App } from '../app/find-app.js';
import { showsColours } from '../report/paint.js';
import type { DevRun } from './dev-runner.js';
import { DevSession } from './dev-session.js';
import { eventWriter } from './event-writer.js';

export interface LinesRun extends DevRun {
  readonly json: boolean;
}

/** Serves an app and every edit of it, and tells of it in lines on stdout; resolves at the end of the session. */
export async function runInLines(app: App, { json, ...run }: LinesRun): Promise<void> {
  await new DevSession(app, {
    ...run,
    output: json ? 'stderr' : 'inherited',
    colours: !json && showsColours(process.stdout),
    report: eventWriter(json, process.stdout),
  }).run();
}
