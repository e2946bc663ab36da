/** What was done to a file and may still be lost. */
export type FileChange =
  | { readonly kind: 'write'; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };

/** Decides what of a change reaches the disk although nobody waited for it. */
export type Survival = (change: FileChange) => FileChange | undefined;

/** A file of which is known what a power cut cannot take away any more. */
export class SimulatedFile {
  #synced = Buffer.alloc(0);
  #size = 0;
  #unsynced: FileChange[] = [];

  change(change: FileChange): void {
    this.#unsynced.push(change);
  }

  sync(): void {
    for (const change of this.#unsynced) this.#apply(change);
    this.#unsynced = [];
  }

  contentAfterCut(survives: Survival): Buffer {
    const copy = new SimulatedFile();
    copy.#synced = Buffer.from(this.#synced.subarray(0, this.#size));
    copy.#size = this.#size;
    for (const change of this.#unsynced) {
      const surviving = survives(change);
      if (surviving !== undefined) copy.#apply(surviving);
    }
    return copy.#synced.subarray(0, copy.#size);
  }

  #apply(change: FileChange): void {
    if (change.kind === 'truncate') {
      // What is cut off and grows again is zero.
      this.#synced.fill(0, Math.min(change.size, this.#synced.length));
      this.#reserve(change.size);
      this.#size = change.size;
      return;
    }
    const end = change.offset + change.data.length;
    this.#reserve(end);
    change.data.copy(this.#synced, change.offset);
    this.#size = Math.max(this.#size, end);
  }

  #reserve(size: number): void {
    if (size <= this.#synced.length) return;
    const grown = Buffer.alloc(Math.max(size, 2 * this.#synced.length));
    this.#synced.copy(grown);
    this.#synced = grown;
  }
}
