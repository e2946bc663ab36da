import { schemaChangeText } from '../dev/schema-change-text.js';
import type { SessionEvent } from '../dev/session-event.js';
import { outputText } from './output-text.js';
import type { ScreenState } from './screen-state.js';
import { servedModels } from './served-models.js';

/** What happens to a screen: events of the session, and keys. */
export type ScreenEvent = SessionEvent | KeyEvent;

export type KeyEvent =
  | { readonly event: 'cleared' }
  | { readonly event: 'help-toggled' }
  | { readonly event: 'stopping' }
  | { readonly event: 'noticed'; readonly notice: string };

/** How many lines of a list are kept: more than the tallest screen shows. */
const KEPT = 200;

/** The state after an event that happened at a time. */
export function reduceScreen(state: ScreenState, event: ScreenEvent, at: Date): ScreenState {
  const reduce = reducers[event.event] as Reducer<ScreenEvent>;
  const after = reduce(state, event, at);
  // The answer to a key stands until something else has happened to the app.
  return keepsNotice.has(event.event) ? after : { ...after, notice: undefined };
}

type Reducer<Event> = (state: ScreenState, event: Event, at: Date) => ScreenState;

type Named<Name extends ScreenEvent['event']> = Extract<ScreenEvent, { event: Name }>;

const keepsNotice: ReadonlySet<ScreenEvent['event']> = new Set(['noticed', 'request', 'output']);

const reducers: { readonly [Name in ScreenEvent['event']]: Reducer<Named<Name>> } = {
  building: (state) => (state.phase === 'starting' ? state : { ...state, phase: 'building' }),
  serving: (state, { contract, models }) => ({
    ...state,
    models: servedModels(contract, models),
    warnings: [],
  }),
  ready: taken,
  reloaded: taken,
  refused: (state, problem) => ({ ...state, phase: 'refused', problem }),
  warning: (state, warning) => ({ ...state, warnings: [...state.warnings, warning] }),
  'contract-changed': (state, { changes }, at) => ({
    ...state,
    changes: appended(
      state.changes,
      changes.map(({ impact, path, message }) => ({ at, kind: impact, text: `${path} ${message}` })),
    ),
  }),
  'schema-changed': (state, { changes }, at) => ({
    ...state,
    changes: appended(
      state.changes,
      changes.map((change) => ({ at, kind: 'database', text: schemaChangeText(change) })),
    ),
  }),
  request: (state, request) => ({ ...state, requests: appended(state.requests, [request]) }),
  output: (state, { stream, line }) => ({
    ...state,
    output: appended(
      state.output,
      outputText(line, state.app.root).map((text) => ({ stream, line: text })),
    ),
  }),
  cleared: (state) => ({ ...state, requests: [], changes: [], output: [] }),
  'help-toggled': (state) => ({ ...state, help: !state.help }),
  noticed: (state, { notice }) => ({ ...state, notice }),
  stopping: (state) => ({ ...state, phase: 'stopping' }),
  stopped: (state) => ({ ...state, phase: 'stopping' }),
};

function taken(
  state: ScreenState,
  { event, url, ms }: Named<'ready' | 'reloaded'>,
): ScreenState {
  return { ...state, phase: 'serving', url, taken: { event, ms }, problem: undefined };
}

function appended<T>(list: readonly T[], added: readonly T[]): readonly T[] {
  return [...list, ...added].slice(-KEPT);
}
