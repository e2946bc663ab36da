import { v7 } from 'uuid';

/** Where the engine takes time and ids from; tests replace both. */
export interface Environment {
  now(): Date;
  /** A new UUIDv7. */
  uuid(): string;
}

export const systemEnvironment: Environment = {
  now: () => new Date(),
  uuid: () => v7(),
};

/** Clock and ids of one call, drawn once: a command that has to run again sees the same ones. */
export class Ambient {
  readonly now: Date;
  readonly #environment: Environment;
  readonly #drawn: string[] = [];
  #next = 0;

  /** @param now where several calls are one: the same for all of them. */
  constructor(environment: Environment, now = environment.now()) {
    this.#environment = environment;
    this.now = now;
  }

  uuid(): string {
    const id = this.#drawn[this.#next] ?? this.#environment.uuid();
    this.#drawn[this.#next] = id;
    this.#next += 1;
    return id;
  }

  /** Ids are handed out from the first again. */
  rewind(): void {
    this.#next = 0;
  }
}
