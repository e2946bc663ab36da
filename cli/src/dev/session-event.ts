import type { Contract } from '@persist/contract';
import type { Problem } from '../report/problem.js';
import type { DevEvent, ErrorEvent, Phase } from './dev-event.js';

/** What a session tells whoever shows it: what programs are told, and what only a screen has a use for. */
export type SessionEvent =
  Exclude<DevEvent, ErrorEvent> | RefusedEvent | BuildingEvent | ServingEvent | OutputEvent;

/** All that is wrong with a version that was not taken, or with one that stopped. */
export interface RefusedEvent {
  readonly event: 'refused';
  readonly phase: Phase;
  /** Whether the last good version still answers. */
  readonly serving: boolean;
  /** Never empty. */
  readonly problems: readonly Problem[];
}

/** An edit was seen, and is being worked on. */
export interface BuildingEvent {
  readonly event: 'building';
}

/** The contract of the version that answers from now on; comes before `ready` and `reloaded`. */
export interface ServingEvent {
  readonly event: 'serving';
  readonly contract: Contract;
  /** Names of the models served. */
  readonly models: readonly string[];
}

/** A line the app has printed; only where its output is captured. */
export interface OutputEvent {
  readonly event: 'output';
  readonly stream: 'stdout' | 'stderr';
  readonly line: string;
}

/** The lines of `--json` that an event stands for. */
export function devEvents(event: SessionEvent): readonly DevEvent[] {
  switch (event.event) {
    case 'refused': {
      const { phase, serving } = event;
      return event.problems.map((problem) => ({ event: 'error', phase, serving, ...problem }));
    }
    case 'building':
    case 'serving':
    case 'output':
      return [];
    default:
      return [event];
  }
}
