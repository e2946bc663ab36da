import type { Contract } from '@persist/contract';
import type { RequestEvent } from '../../src/dev/dev-event.js';
import type { RefusedEvent } from '../../src/dev/session-event.js';
import { reduceScreen, type ScreenEvent } from '../../src/dev-screen/reduce-screen.js';
import { initialState, type ScreenState } from '../../src/dev-screen/screen-state.js';

export const noon = new Date(2026, 0, 1, 12, 0, 0);

export const shop = { name: 'shop', root: '/home/ann/shop' };

/** The screen of the app `shop` after these events, all at noon. */
export function screenAfter(...events: readonly ScreenEvent[]): ScreenState {
  return events.reduce((state, event) => reduceScreen(state, event, noon), initialState(shop));
}

export const ready: ScreenEvent = {
  event: 'ready',
  url: 'http://127.0.0.1:4000',
  models: ['notes'],
  ms: 1412,
};

export const reloaded: ScreenEvent = {
  event: 'reloaded',
  url: 'http://127.0.0.1:4000',
  models: ['notes'],
  ms: 231.4,
};

export const refused: RefusedEvent = {
  event: 'refused',
  phase: 'contract',
  serving: true,
  problems: [
    {
      code: 'type_unsupported',
      message: 'Note.onChange: a function cannot be stored.',
      place: { file: 'src/model.ts', line: 12, column: 3 },
      frame: '  11 |   archived = false;\n> 12 |   onChange = () => {};\n     |   ^',
      hint: 'Keep behaviour in methods; store the data it needs.',
    },
    {
      code: 'typescript',
      message: "Cannot find name 'Nope'.",
      place: { file: 'src/main.ts', line: 2, column: 9 },
    },
  ],
};

export function request(path: string, more: Partial<RequestEvent> = {}): RequestEvent {
  return { event: 'request', method: 'GET', path, status: 200, ms: 1.234, at: noon.toISOString(), ...more };
}

/** Two models; `notes` has a command, a query and a view. */
export const contract = {
  contractVersion: 1,
  models: [
    { name: 'drafts', patch: false, commands: [], queries: [], views: [] },
    {
      name: 'notes',
      patch: true,
      commands: [{ name: 'putAway', path: 'put-away' }],
      queries: [{ name: 'wordCount', path: 'word-count', transport: 'query' }],
      views: [{ name: 'matches', path: 'matches', transport: 'body' }],
    },
  ],
  errors: [],
} as unknown as Contract;

export const serving: ScreenEvent = { event: 'serving', contract, models: ['notes'] };
