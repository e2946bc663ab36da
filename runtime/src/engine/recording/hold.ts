/** A claim on an aggregate: it queues like a job, and while it is granted nobody else changes the aggregate. */
export class Hold {
  /** Resolves when the aggregate is the holder's alone. */
  readonly granted: Promise<void>;
  readonly #released: Promise<void>;
  #grant: () => void = () => undefined;
  #release: () => void = () => undefined;

  constructor() {
    this.granted = new Promise((resolve) => {
      this.#grant = resolve;
    });
    this.#released = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /** Called when its turn has come; resolves when the holder is done. */
  grant(): Promise<void> {
    this.#grant();
    return this.#released;
  }

  release(): void {
    this.#release();
  }
}
