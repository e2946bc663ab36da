/** A step into a value: a property name, or a position or key in a collection. */
export type PathSegment = string | number;

/** A value that has no place in storage or on the wire, and where in the value it was found. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
  /** Reads on after the path: `is NaN, which JSON cannot express`. */
  readonly problem: string;
  readonly #segments: PathSegment[] = [];

  constructor(problem: string) {
    super(problem);
    this.problem = problem;
  }

  /** From the encoded value: `accounts[3].openedAt`; empty for the value itself. */
  get path(): string {
    return formatPath(this.#segments);
  }

  /** Tells the error what the value it speaks of is a part of; called on the way out, innermost first. */
  within(...segments: readonly PathSegment[]): this {
    this.#segments.unshift(...segments);
    this.message = `${this.path}: ${this.problem}`;
    return this;
  }
}

/** Adds a step to the path of an encoding error; any other error is passed on as it is. */
export function locate(error: unknown, ...segments: readonly PathSegment[]): unknown {
  return error instanceof EncodingError ? error.within(...segments) : error;
}

// A chain of a thousand steps helps nobody.
const SHOWN = 12;

export function formatPath(segments: readonly PathSegment[]): string {
  const shown = segments.slice(0, SHOWN);
  return shown.map(formatSegment).join('') + (segments.length > SHOWN ? '…' : '');
}

function formatSegment(segment: PathSegment, position: number): string {
  if (typeof segment === 'number') return `[${segment}]`;
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(segment)) return `[${JSON.stringify(segment)}]`;
  return position === 0 ? segment : `.${segment}`;
}
