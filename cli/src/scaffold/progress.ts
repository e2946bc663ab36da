/** Shows what is going on while an app is made. */
export interface Progress {
  /** Says that `work` is under way, and what came of it. */
  step<T>(doing: string, work: () => Promise<T>, done: (result: T) => string): Promise<T>;
  /** Says something that took no time. */
  note(text: string): void;
  /** Closes the story. */
  end(text: string): void;
}

/** One line when a step begins and one when it is done: for logs, pipes and files. */
export class LineProgress implements Progress {
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  async step<T>(doing: string, work: () => Promise<T>, done: (result: T) => string): Promise<T> {
    this.#write(`${doing} …`);
    const result = await work();
    this.note(done(result));
    return result;
  }

  note(text: string): void {
    this.#write(text);
  }

  end(text: string): void {
    this.#write(`${text}\n`);
  }
}

/** Shows nothing. */
export const noProgress: Progress = {
  step: (_doing, work) => work(),
  note: () => undefined,
  end: () => undefined,
};
