import type { App } from '../app/find-app.js';

export interface DevRun {
  /** Where the server listens and keeps its data: `PORT`, `HOST`, `PERSIST_DATA_DIR`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Serves an app and every edit of it, and shows that in one way or another; resolves at the end. */
export type DevRunner = (app: App, run: DevRun) => Promise<void>;
