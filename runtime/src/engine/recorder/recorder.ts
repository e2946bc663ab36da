import type { ChangeSet } from '../../store/change-set.js';
import { Epoch } from './epoch.js';
import { InstanceTrace } from './instance-proxy.js';
import type { LiveState } from './live-state.js';
import { sealRecording } from './seal.js';
import { makeView } from './views.js';

/** What a command does to a state: in place, seen through proxies, and able to be taken back. */
export interface Recording {
  /** What methods run on as `this`. */
  readonly self: object;
  /** Whether anything was written so far. */
  readonly dirty: boolean;
  /**
   * Ends it: later use of any object it handed out throws. Returns what changed, empty when nothing did.
   * Still undoable.
   *
   * @throws {AliasError} when an object sits in two places of the state; undo it then.
   * @throws {EncodingError} for what cannot be stored; undo it then.
   */
  seal(): ChangeSet;
  /** Plays everything back, sealed or not. Recordings of one state are undone newest first. */
  undo(): void;
}

/** Starts recording. One at a time per state; sealed ones may be many. */
export function record(state: LiveState): Recording {
  if (state.recording) {
    throw new Error(
      `${state.plan.model.className}: a recording is under way; seal or undo it before the next one starts.`,
    );
  }
  return new StateRecording(state);
}

class StateRecording implements Recording {
  readonly #state: LiveState;
  readonly #epoch: Epoch;
  readonly #trace: InstanceTrace;
  readonly #number: number;
  #phase: 'running' | 'sealed' | 'undone' = 'running';

  constructor(state: LiveState) {
    this.#state = state;
    this.#epoch = new Epoch(state.plan.model.className, makeView);
    this.#trace = new InstanceTrace(state, this.#epoch);
    state.recording = true;
    state.newest += 1;
    this.#number = state.newest;
  }

  get self(): object {
    return this.#trace.self;
  }

  get dirty(): boolean {
    return !this.#epoch.log.isEmpty;
  }

  seal(): ChangeSet {
    if (this.#phase !== 'running')
      throw new Error(`This recording was ${this.#phase} already; it cannot be sealed.`);
    const changes = this.dirty ? sealRecording(this.#trace) : { fields: {}, collections: {} };
    this.#phase = 'sealed';
    this.#end();
    return changes;
  }

  undo(): void {
    if (this.#phase === 'undone') throw new Error('This recording was undone already.');
    if (this.#state.newest !== this.#number) {
      throw new Error(
        'Recordings are undone newest first: a later one of the same state is still in effect.',
      );
    }
    if (this.#phase === 'running') this.#end();
    this.#phase = 'undone';
    this.#state.newest -= 1;
    this.#epoch.log.playBack();
  }

  #end(): void {
    this.#state.recording = false;
    this.#epoch.end();
  }
}
