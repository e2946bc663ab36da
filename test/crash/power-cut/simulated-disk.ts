import { dirname } from 'node:path';
import { SimulatedFile, type Survival } from './simulated-file.js';

/** What is in the folders, by path. */
type Entries = Map<string, SimulatedFile | 'folder'>;

/** What there is, by path; the folder of each path is there before it. */
export type Files = ReadonlyMap<string, Buffer | 'folder'>;

interface EntryChange {
  readonly path: string;
  /** Missing where the name was removed. */
  readonly target?: SimulatedFile | 'folder';
}

/** Decides what reaches the disk although nobody waited for it. */
export interface Cut {
  readonly entry: () => boolean;
  readonly change: Survival;
}

/**
 * A disk of which nothing is sure but what was synced: the content of a file with the file, its name with the folder.
 * That is less than any file system gives; what outlives this outlives them.
 */
export class SimulatedDisk {
  readonly #entries: Entries = new Map();
  readonly #synced: Entries = new Map();
  #unsynced: EntryChange[] = [];

  /** The file of that name, which is made where there is none. */
  open(path: string): SimulatedFile | 'folder' {
    const known = this.#entries.get(path);
    if (known !== undefined) return known;
    const made = new SimulatedFile();
    this.#link({ path, target: made });
    return made;
  }

  makeFolder(path: string): void {
    this.#link({ path, target: 'folder' });
  }

  remove(path: string): void {
    this.#link({ path });
  }

  /** Names in a folder are there from now on, or gone. */
  syncFolder(folder: string): void {
    for (const change of this.#unsynced) if (dirname(change.path) === folder) apply(this.#synced, change);
    this.#unsynced = this.#unsynced.filter(({ path }) => dirname(path) !== folder);
  }

  /** What is there when the power is back. */
  afterCut(cut: Cut): Files {
    const entries = new Map(this.#synced);
    for (const change of this.#unsynced) if (cut.entry()) apply(entries, change);
    const files = new Map<string, Buffer | 'folder'>();
    for (const [path, target] of entries) {
      if (!isReachable(path, entries)) continue;
      files.set(path, target === 'folder' ? target : target.contentAfterCut(cut.change));
    }
    return files;
  }

  #link(change: EntryChange): void {
    apply(this.#entries, change);
    this.#unsynced.push(change);
  }
}

function apply(entries: Entries, { path, target }: EntryChange): void {
  if (target === undefined) entries.delete(path);
  else entries.set(path, target);
}

/** Paths are relative to a folder that was always there. */
function isReachable(path: string, entries: Entries): boolean {
  const folder = dirname(path);
  return folder === '.' || (entries.get(folder) === 'folder' && isReachable(folder, entries));
}
