import { render } from 'ink';
import { showsColours } from '../report/paint.js';
import { capturePrints } from './captured-prints.js';
import { LiveScreen, type ScreenActions } from './live-screen.js';
import type { ScreenStore } from './screen-store.js';
import { takeTerminal } from './terminal.js';

/** A screen that is drawn until it is closed. */
export interface OpenScreen {
  /** Rejects with what went wrong in drawing it; settles when it is closed. */
  readonly ended: Promise<unknown>;
  /** Gives the terminal back. */
  close(): void;
}

/** Draws a screen on the terminal of this process, whose keys it takes. */
export function openScreen(store: ScreenStore, actions: ScreenActions): OpenScreen {
  // The terminal first: drawing begins at once.
  const terminal = takeTerminal(() => instance?.unmount());
  const releasePrints = capturePrints((line) => store.take({ event: 'output', stream: 'stderr', line }));
  let instance: ReturnType<typeof render> | undefined;
  const close = () => {
    terminal.restore();
    releasePrints();
  };
  try {
    instance = render(
      <LiveScreen store={store} actions={actions} colours={showsColours(process.stdout)} />,
      { exitOnCtrlC: false, patchConsole: false },
    );
  } catch (error) {
    close();
    throw error;
  }
  return { ended: instance.waitUntilExit(), close };
}
