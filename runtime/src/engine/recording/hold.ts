/** A claim on an aggregate: it queues like a job, and while it is granted nobody else changes the aggregate. */
export class Hold {
  /** Resolves when the aggregate is the holder's alone. */
  readonly granted: Promise<void>;
  /** As of a ticket. */
  since: number | undefined;
  readonly #released: Promise<void>;
  #grant: () => void = () => undefined;
  #refuse: (error: unknown) => void = () => undefined;
  #release: () => void = () => undefined;

  constructor() {
    this.granted = new Promise((resolve, reject) => {
      this.#grant = resolve;
      this.#refuse = reject;
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

  /** Called where its turn did not come in time. */
  reject(error: unknown): void {
    this.#refuse(error);
  }

  release(): void {
    this.#release();
  }
}
