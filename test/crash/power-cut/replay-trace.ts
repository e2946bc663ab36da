import { relative } from 'node:path';
import { descriptorIn, lastNumberIn, readTrace, textsIn, type SystemCall, type TraceEvent } from './read-trace.js';
import type { SimulatedDisk } from './simulated-disk.js';
import type { SimulatedFile } from './simulated-file.js';

/** What of a trace a promise of durability is about, in the order in which it happened. */
export type Moment =
  /** The file now holds it, but the disk may not. */
  | { readonly kind: 'wrote'; readonly path: string; readonly offset: number; readonly data: Buffer }
  /** It is about to be synced: most is at stake now. */
  | { readonly kind: 'syncing'; readonly path: string }
  | { readonly kind: 'synced'; readonly path: string }
  /** It leaves for a client. */
  | { readonly kind: 'sends'; readonly text: string };

/** Does on a simulated disk what a process did below a folder. Paths are relative to that. */
export async function* replayTrace(file: string, folder: string, disk: SimulatedDisk): AsyncGenerator<Moment> {
  const replay = new TraceReplay(folder, disk);
  for await (const event of readTrace(file)) {
    const moment = replay.next(event);
    if (moment !== undefined) yield moment;
  }
}

/** What is simulated; nothing else may happen to a file. */
const kindOf: ReadonlyMap<string, string> = new Map([
  ['open', 'open'],
  ['openat', 'open'],
  ['close', 'close'],
  ['pwrite64', 'write'],
  ['ftruncate', 'truncate'],
  ['fsync', 'sync'],
  ['fdatasync', 'sync'],
  ['mkdir', 'make-folder'],
  ['mkdirat', 'make-folder'],
  ['unlink', 'remove'],
  ['unlinkat', 'remove'],
]);

const sending = new Set(['write', 'writev', 'sendto', 'sendmsg', 'sendmmsg']);

type Open = { readonly path: string; readonly target: SimulatedFile | 'folder' };

class TraceReplay {
  readonly #folder: string;
  readonly #disk: SimulatedDisk;
  /** By file descriptor: files below the folder. */
  readonly #open = new Map<number, Open>();

  constructor(folder: string, disk: SimulatedDisk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  next({ at, call }: TraceEvent): Moment | undefined {
    return at === 'entry' ? this.#entered(call) : this.#returned(call);
  }

  #entered(call: SystemCall): Moment | undefined {
    const descriptor = descriptorIn(call.args);
    if (kindOf.get(call.name) === 'sync') {
      const path = descriptor && this.#pathBelow(descriptor.path);
      return path === undefined ? undefined : { kind: 'syncing', path };
    }
    if (!sending.has(call.name) || !descriptor?.path.startsWith('socket:')) return undefined;
    return { kind: 'sends', text: Buffer.concat(textsIn(call)).toString('latin1') };
  }

  #returned(call: SystemCall): Moment | undefined {
    if (call.result! < 0) return undefined;
    switch (kindOf.get(call.name)) {
      case 'open':
        return this.#opened(call);
      case 'close':
        return this.#closed(call);
      case 'write':
        return this.#wrote(call);
      case 'truncate':
        return this.#truncated(call);
      case 'sync':
        return this.#synced(call);
      case 'make-folder':
        return this.#named(call, (path) => this.#disk.makeFolder(path));
      case 'remove':
        return this.#named(call, (path) => this.#disk.remove(path));
      default:
        return this.#refuseUnknown(call);
    }
  }

  #opened(call: SystemCall): undefined {
    const path = this.#pathBelow(textsIn(call)[0]!.toString());
    if (path === undefined || isMemory(path)) return;
    const target = path === '.' || call.args.includes('O_DIRECTORY') ? 'folder' : this.#disk.open(path);
    this.#open.set(call.result!, { path, target });
  }

  #closed({ args }: SystemCall): undefined {
    this.#open.delete(descriptorIn(args)!.fd);
  }

  #wrote(call: SystemCall): Moment | undefined {
    const file = this.#fileOf(call);
    if (file === undefined) return undefined;
    const [data] = textsIn(call);
    const change = { kind: 'write', offset: lastNumberIn(call), data: data!.subarray(0, call.result) } as const;
    file.target.change(change);
    return { ...change, kind: 'wrote', path: file.path };
  }

  #truncated(call: SystemCall): undefined {
    this.#fileOf(call)?.target.change({ kind: 'truncate', size: lastNumberIn(call) });
  }

  #synced(call: SystemCall): Moment | undefined {
    const open = this.#open.get(descriptorIn(call.args)!.fd);
    if (open === undefined) return undefined;
    const { path, target } = open;
    if (target === 'folder') this.#disk.syncFolder(path);
    else target.sync();
    return { kind: 'synced', path };
  }

  #named(call: SystemCall, act: (path: string) => void): undefined {
    const path = this.#pathBelow(textsIn(call)[0]!.toString());
    if (path !== undefined && !isMemory(path)) act(path);
  }

  #fileOf({ args }: SystemCall): { readonly path: string; readonly target: SimulatedFile } | undefined {
    const open = this.#open.get(descriptorIn(args)?.fd ?? -1);
    return open === undefined || open.target === 'folder' ? undefined : { path: open.path, target: open.target };
  }

  /** A way to change a file that is not simulated would make the simulation a lie. */
  #refuseUnknown(call: SystemCall): undefined {
    const mapped = call.name === 'mmap' ? call.args.split(', ')[4] : call.args;
    if (call.name === 'mmap' && !(call.args.includes('PROT_WRITE') && call.args.includes('MAP_SHARED'))) return;
    const paths = [descriptorIn(mapped!)?.path, ...textsIn(call).map(String)].filter((path) => path !== undefined);
    const touched = sending.has(call.name) ? paths.slice(0, 1) : paths;
    const path = touched.map((each) => this.#pathBelow(each)).find((each) => each !== undefined && !isMemory(each));
    if (path !== undefined) throw new Error(`The simulated disk does not know what ${call.name} does to ${path}.`);
  }

  /** `undefined` where it is not below the folder. */
  #pathBelow(path: string): string | undefined {
    if (path !== this.#folder && !path.startsWith(`${this.#folder}/`)) return undefined;
    return relative(this.#folder, path) || '.';
  }
}

/** What processes share while they run: no cut leaves it, and who starts first makes it anew. */
function isMemory(path: string): boolean {
  return path.endsWith('-shm');
}
