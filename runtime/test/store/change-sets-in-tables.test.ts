import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { cases } from '../../../test/effort/effort.js';
import { adopt, encodeState, hydrate, record, type LiveState } from '../../src/engine/recorder/index.js';
import { applyChangeSet } from '../../src/store/apply-change-set.js';
import type { ChangeSet } from '../../src/store/change-set.js';
import { replay } from '../../src/store/replay.js';
import { revertChangeSet } from '../../src/store/revert-change-set.js';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import type { AggregateWrite, AuditRecord, Store, StoredAggregate } from '../../src/store/store.js';
import { Board, boardModel, boardPlan, item } from '../recorder/board.js';
import { program, run, type Program } from '../recorder/programs.js';
import { contractOf } from './model-builder.js';
import { temporaryDirectory } from './open-things.js';
import { auditOf, moment } from './things.js';

const contract = contractOf(boardModel);

test('what random programs change is in the tables, in the history and in memory the same', async (t) => {
  const file = join(await temporaryDirectory(t), 'persist.db');
  let store = await openBoards(t, file);
  let boards = 0;

  const property = fc.asyncProperty(fc.array(program, { minLength: 1, maxLength: 6 }), async (programs) => {
    boards += 1;
    const board = await StoredBoard.create(store, `board-${boards}`);
    for (const [index, each] of programs.entries()) await board.play(each, index * 100);
    await store.close();
    store = await openBoards(t, file);
    await board.verify(store);
  });

  await fc.assert(property, cases({ ci: 150, soak: 10_000 }));
});

test('keys of a Map are kept to the last character', async (t) => {
  const store = await openBoards(t, join(await temporaryDirectory(t), 'persist.db'));
  let boards = 0;
  const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '__proto__', '1', '01', ' ', '\0', 'a\0b', "'", '😀', '\uffff'));

  const property = fc.asyncProperty(fc.uniqueArray(key, { minLength: 1, maxLength: 8 }), async (keys) => {
    boards += 1;
    const board = await StoredBoard.create(store, `keyed-${boards}`);
    await board.change((live) => {
      live.byName = new Map(keys.map((each, n) => [each, item(`${n}`)]));
    });
    await board.change((live) => {
      for (const [n, each] of keys.entries()) if (n % 2 === 0) live.byName.delete(each);
      for (const [n, each] of keys.entries()) if (n % 2 === 0) live.byName.set(each, item(`again ${n}`));
    });
    await board.verify(store);

    const { collections } = (await store.load('boards', board.id))!;
    const odd = keys.filter((_key, n) => n % 2 === 1);
    const even = keys.filter((_key, n) => n % 2 === 0);
    assert.deepEqual(collections['byName']!.map((element) => element.key), [...odd, ...even]);
  });

  await fc.assert(property, cases({ ci: 100, soak: 5_000 }));
});

/** A board in memory, and the row of it with its history. */
class StoredBoard {
  readonly id: string;
  readonly #store: Store;
  readonly #state: LiveState;
  readonly #versions: StoredAggregate[] = [];

  private constructor(store: Store, id: string, state: LiveState) {
    this.#store = store;
    this.id = id;
    this.#state = state;
  }

  static async create(store: Store, id: string): Promise<StoredBoard> {
    const filled = Object.assign(new Board(), {
      items: [item('a', { n: 1, tags: ['x', 'y'] }), item('b', { n: 2 }), item('c', { n: 3 })],
      labels: ['l1', 'l2', 'l1'],
      marks: new Set(['m1', 'm2', 'm3']),
      byName: new Map([['name-1', item('i')], ['', item('j')]]),
      grid: new Map([[{ x: 0, y: 1 }, [1]]]),
    });
    const { state, changes } = adopt(boardPlan, filled);
    const board = new StoredBoard(store, id, state);
    await board.#commit(changes);
    return board;
  }

  async play(each: Program, offset: number): Promise<void> {
    const recording = record(this.#state);
    const { failed } = await run(recording.self as Board, each, { isRecorded: true, offset });
    const changes = failed ? undefined : sealed(() => recording.seal());
    if (changes === undefined) recording.undo();
    else await this.#commit(changes);
  }

  async change(change: (board: Board) => void): Promise<void> {
    const recording = record(this.#state);
    change(recording.self as Board);
    await this.#commit(recording.seal());
  }

  /** Every version out of the history, and back; the last one is the row, byte for byte. */
  async verify(store: Store): Promise<void> {
    const { items } = await store.audits({ model: 'boards', id: this.id, offset: 0, limit: 100, ascending: true });
    assert.equal(items.length, this.#versions.length);
    const row = await store.load('boards', this.id);
    assert.equal(JSON.stringify(replay(items, boardModel)), JSON.stringify(row));
    for (const [index, version] of this.#versions.entries()) {
      assert.deepEqual(replay(items.slice(0, index + 1), boardModel), version);
    }
    let state = row!;
    for (const [index, before] of this.#versions.slice(0, -1).reverse().entries()) {
      const audit = items.at(-1 - index)!;
      state = revertChangeSet(state, { ...audit, previous: { version: before.version, at: before.updatedAt } }, boardModel);
      assert.deepEqual(state, before);
    }
    assert.deepEqual(encodeState(hydrate(boardPlan, Board.prototype, row!)), encodeState(this.#state));
  }

  async #commit(changes: ChangeSet): Promise<void> {
    const before = this.#versions.at(-1);
    const write = this.#writeOf(before, changes);
    const audits: readonly AuditRecord[] = [auditOf(write)];
    const [outcome] = await this.#store.commit([{ writes: [write], audits, outbox: [] }]);
    assert.equal(outcome!.kind, 'committed', JSON.stringify(outcome));
    const row = (await this.#store.load('boards', this.id))!;
    assert.deepEqual(applyChangeSet(before, write, boardModel), row);
    assert.deepEqual({ fields: row.fields, collections: row.collections }, encodeState(this.#state));
    this.#versions.push(row);
  }

  #writeOf(before: StoredAggregate | undefined, changes: ChangeSet): Exclude<AggregateWrite, { kind: 'delete' }> {
    const common = { model: 'boards', id: this.id, changes, at: moment(this.#versions.length) };
    if (before === undefined) return { kind: 'insert', version: 1, ...common };
    return { kind: 'update', expectedVersion: before.version, version: before.version + 1, ...common };
  }
}

async function openBoards(t: TestContext, file: string): Promise<Store> {
  const store = await openSqliteStore({ file });
  t.after(() => store.close());
  await store.migrate(contract);
  return store;
}

/** `undefined` where the program left what cannot be stored. */
function sealed(seal: () => ChangeSet): ChangeSet | undefined {
  try {
    return seal();
  } catch (error) {
    assert.match((error as Error).name, /^(Alias|Encoding)Error$/);
    return undefined;
  }
}
