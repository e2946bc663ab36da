import type { CommittedView, Reader } from '../job.js';
import type { ModelRuntime } from '../model-runtime.js';
import { encodePublic, record, type Recording } from '../recorder/index.js';
import { factsOf } from '../stored-record.js';
import type { LiveAggregate } from './aggregate-cell.js';

/** Shows live state to a reader that does not await, and takes back what it should not have written. */
export function look<T>(model: ModelRuntime, live: LiveAggregate, reader: Reader<T>): T | Promise<T> {
  const view = new LiveView(live);
  try {
    const answer = reader.look(view);
    if (view.isChanged) {
      throw new TypeError(`A query or view of ${model.node.className} changed the state. Only a @command may.`);
    }
    return answer;
  } finally {
    view.end();
  }
}

class LiveView implements CommittedView {
  readonly #live: LiveAggregate;
  /** Only where the model's own code looks: the record itself is read without it. */
  #recording: Recording | undefined;

  constructor(live: LiveAggregate) {
    this.#live = live;
  }

  get id(): string {
    return this.#live.id;
  }

  get version(): number {
    return this.#live.version;
  }

  get createdAt(): string {
    return this.#live.createdAt;
  }

  get updatedAt(): string {
    return this.#live.updatedAt;
  }

  get self(): object {
    this.#recording ??= record(this.#live.state);
    return this.#recording.self;
  }

  get isChanged(): boolean {
    return this.#recording?.dirty === true;
  }

  record(): ReturnType<CommittedView['record']> {
    return { ...factsOf(this.#live), ...encodePublic(this.#live.state) };
  }

  /** Written once a version: what is committed under a version stays as it is. */
  text(): string {
    const { shown, version } = this.#live;
    if (shown?.version === version) return shown.text;
    const text = JSON.stringify(this.record());
    this.#live.shown = { version, text };
    return text;
  }

  end(): void {
    this.#recording?.undo();
  }
}
