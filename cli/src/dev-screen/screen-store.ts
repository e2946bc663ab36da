import { initialState, type ScreenState } from './screen-state.js';
import { reduceScreen, type ScreenEvent } from './reduce-screen.js';

/** As often as a screen is drawn anew, at most. */
const FRAME_MS = 33;

/** The state of a screen over time. However fast events come, who listens is told once a frame. */
export class ScreenStore {
  #state: ScreenState;
  readonly #listeners = new Set<() => void>();
  #frame: NodeJS.Timeout | undefined;

  constructor(app: ScreenState['app']) {
    this.#state = initialState(app);
  }

  readonly state = (): ScreenState => this.#state;

  readonly take = (event: ScreenEvent): void => {
    this.#state = reduceScreen(this.#state, event, new Date());
    this.#frame ??= setTimeout(() => this.#tell(), FRAME_MS);
  };

  /** @returns what ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#frame = undefined;
    for (const listener of this.#listeners) listener();
  }
}
