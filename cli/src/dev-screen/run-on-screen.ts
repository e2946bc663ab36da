import type { App } from '../app/find-app.js';
import type { DevRun } from '../dev/dev-runner.js';
import { DevSession } from '../dev/dev-session.js';
import { openInBrowser } from '../dev/open-in-browser.js';
import { showsColours } from '../report/paint.js';
import { importScreen } from './import-screen.js';
import type { ScreenActions } from './live-screen.js';
import { ScreenStore } from './screen-store.js';

/** Exit code of a process that is interrupted while it ends. */
const IMPATIENT = 130;

/** Serves an app and every edit of it, and shows it on the terminal; resolves when the session has ended. */
export async function runOnScreen(app: App, { environment, signal: interrupted }: DevRun): Promise<void> {
  const quitting = new AbortController();
  const signal = AbortSignal.any([interrupted, quitting.signal]);
  const quit = () => (signal.aborted ? process.exit(IMPATIENT) : quitting.abort());
  const store = new ScreenStore(app);
  const session = new DevSession(app, {
    environment,
    output: 'captured',
    colours: showsColours(process.stdout),
    signal,
    report: store.take,
  });
  signal.addEventListener('abort', () => store.take({ event: 'stopping' }));
  const running = session.run();
  // The server starts meanwhile.
  const opening = importScreen().then(({ openScreen }) => openScreen(store, actionsOf(session, store, quit)));
  try {
    await Promise.race([running, opening.then((screen) => screen.ended)]);
  } finally {
    (await opening).close();
    quitting.abort();
  }
  await running;
}

function actionsOf(session: DevSession, store: ScreenStore, quit: () => void): ScreenActions {
  return {
    quit,
    restart: () => session.restart(),
    openDocs: () => {
      const { url } = store.state();
      if (url === undefined) store.take({ event: 'noticed', notice: 'Nothing listens yet.' });
      else void openDocs(`${url}/_docs`).then((notice) => store.take({ event: 'noticed', notice }));
    },
  };
}

/** Says what came of it. */
async function openDocs(url: string): Promise<string> {
  try {
    await openInBrowser(url);
    return 'Opened in the browser.';
  } catch {
    return 'No browser to open it with.';
  }
}
