import type { Store } from '../../store/store.js';
import type { ModelRuntime } from '../model-runtime.js';
import { hydrate } from '../recorder/index.js';
import { AggregateCell, type LiveAggregate } from './aggregate-cell.js';

/** The aggregates in memory, least recently used first; the idle ones give way when a budget of bytes is reached. */
export class HotSet {
  readonly #store: Store;
  readonly #budget: number;
  readonly #cells = new Map<string, AggregateCell>();
  #bytes = 0;
  #trust = 0;

  constructor(store: Store, budget: number) {
    this.#store = store;
    this.#budget = budget;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Raised when another process wrote: everything loaded before has to be asked about again. */
  get trust(): number {
    return this.#trust;
  }

  /** The place of one aggregate, as the most recently used. Hand it back with {@link release}. */
  cell(model: ModelRuntime, id: string): AggregateCell {
    const key = `${model.node.name}/${id}`;
    const found = this.#cells.get(key);
    if (found !== undefined) this.#cells.delete(key);
    const cell = found ?? new AggregateCell(key, model, id);
    this.#cells.set(key, cell);
    return cell;
  }

  /** The state in memory if it may be used as it is. */
  current(cell: AggregateCell): LiveAggregate | undefined {
    if (this.#store.hasForeignWrites()) this.#trust += 1;
    // Jobs that wait for the disk were checked when they ran; the commit will tell if they ran on old state.
    if (cell.trust === this.#trust || cell.pending.length > 0) return cell.live;
    return undefined;
  }

  /** The committed state, from memory if another process has not changed it. Only for cells without pending jobs. */
  load(cell: AggregateCell): Promise<LiveAggregate | undefined> {
    cell.loading ??= this.#load(cell).finally(() => {
      cell.loading = undefined;
    });
    return cell.loading;
  }

  /** Takes a record in that was just created. @param trust what {@link trust} was before that. */
  adopt(cell: AggregateCell, live: LiveAggregate, trust: number): void {
    // Whoever found it in a list before its creator was answered has loaded it, and may have changed it.
    if (cell.live === undefined && cell.loading === undefined) {
      cell.live = live;
      cell.trust = trust;
    }
    this.release(cell);
  }

  /** Forgets the state in memory; it is loaded again when needed. */
  drop(cell: AggregateCell): void {
    cell.live = undefined;
    cell.trust = -1;
  }

  /** Counts the cell's bytes anew and makes room if they are too many. */
  release(cell: AggregateCell): void {
    // It gave way already; what is asked for next is a new one.
    if (this.#cells.get(cell.key) !== cell) return;
    this.#account(cell, cell.live === undefined ? 0 : bytesOf(cell.live));
    if (cell.live === undefined && cell.idle) this.#cells.delete(cell.key);
    if (this.#bytes > this.#budget) this.#evict();
  }

  clear(): void {
    this.#cells.clear();
    this.#bytes = 0;
  }

  async #load(cell: AggregateCell): Promise<LiveAggregate | undefined> {
    const trust = this.#trust;
    const { model, id, live } = cell;
    if (live === undefined || (await this.#store.versionOf(model.node.name, id)) !== live.version) {
      const stored = await this.#store.load(model.node.name, id);
      cell.live = stored && {
        state: hydrate(model.plan, model.type.prototype as object, stored),
        id,
        version: stored.version,
        createdAt: stored.createdAt,
        updatedAt: stored.updatedAt,
        removed: false,
      };
    }
    cell.trust = trust;
    return cell.live;
  }

  #account(cell: AggregateCell, bytes: number): void {
    this.#bytes += bytes - cell.bytes;
    cell.bytes = bytes;
  }

  #evict(): void {
    for (const cell of this.#cells.values()) {
      if (this.#bytes <= this.#budget) return;
      if (!cell.idle) continue;
      this.#account(cell, 0);
      this.#cells.delete(cell.key);
    }
  }
}

/** With its text, if there is one of this version; an older one nobody will ask for again. */
function bytesOf(live: LiveAggregate): number {
  if (live.shown === undefined) return live.state.bytes;
  if (live.shown.version !== live.version) live.shown = undefined;
  return live.state.bytes + (live.shown?.text.length ?? 0);
}
