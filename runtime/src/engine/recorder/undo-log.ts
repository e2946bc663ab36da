/** What has to be done, newest first, to take back what a recording did to memory. */
export class UndoLog {
  readonly #steps: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.#steps.length === 0;
  }

  push(step: () => void): void {
    this.#steps.push(step);
  }

  playBack(): void {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) step();
  }
}
