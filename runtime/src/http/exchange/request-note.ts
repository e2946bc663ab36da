/** What became known of a request while it was handled, and its line in the log tells. */
export interface RequestNote {
  /** Who called, where the service asks. */
  actor?: string;
  /** Of the problem it was answered with. */
  code?: string;
  /** What the service is to blame for. */
  fault?: unknown;
}

const notes = new WeakMap<object, RequestNote>();

/** Adds to what is known of a request. */
export function note(request: object, facts: RequestNote): void {
  notes.set(request, { ...notes.get(request), ...facts });
}

export function noteOf(request: object): RequestNote {
  return notes.get(request) ?? nothing;
}

const nothing: RequestNote = Object.freeze({});
