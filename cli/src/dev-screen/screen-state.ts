import type { ContractChange } from '@persist/contract';
import type { App } from '../app/find-app.js';
import type { RequestEvent } from '../dev/dev-event.js';
import type { OutputEvent, RefusedEvent } from '../dev/session-event.js';
import type { Problem } from '../report/problem.js';
import type { ServedModel } from './served-models.js';

/** Everything the screen shows, as plain data: what it looks like is decided elsewhere. */
export interface ScreenState {
  readonly app: Pick<App, 'name' | 'root'>;
  readonly phase: 'starting' | 'building' | 'serving' | 'refused' | 'stopping';
  /** Absent until the first version listens. */
  readonly url?: string;
  /** How long the last version took that was taken. */
  readonly taken?: { readonly event: 'ready' | 'reloaded'; readonly ms: number };
  readonly models: readonly ServedModel[];
  /** Oldest first, as the next two. */
  readonly requests: readonly RequestEvent[];
  readonly changes: readonly ChangeEntry[];
  readonly output: readonly OutputLine[];
  /** Why the last version was not taken; until one is. */
  readonly problem: RefusedEvent | undefined;
  /** Of the version that was taken last. */
  readonly warnings: readonly Problem[];
  readonly help: boolean;
  /** Answers the last key; until the next event. */
  readonly notice: string | undefined;
}

/** A line of the list of changes. */
export interface ChangeEntry {
  readonly at: Date;
  readonly kind: ContractChange['impact'] | 'database';
  /** What it concerns, and what became of that. */
  readonly text: string;
}

export interface OutputLine {
  readonly stream: OutputEvent['stream'];
  readonly line: string;
}

export function initialState(app: ScreenState['app']): ScreenState {
  return {
    app,
    phase: 'starting',
    models: [],
    requests: [],
    changes: [],
    output: [],
    problem: undefined,
    warnings: [],
    help: false,
    notice: undefined,
  };
}
