import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../crash/random.js';
import type { TillAnswer, TillCall, TillClient, Tally } from './till-client.js';
import { assertWhole } from './whole-till.js';

export interface MixedLoadOptions {
  /** Connections to each process; what is put in place of one is used from the next call on. */
  readonly clients: TillClient[];
  /** The shared tills. */
  readonly ids: readonly string[];
  readonly writersPerProcess: number;
  /** Of each writer. */
  readonly steps: number;
  readonly seed: number;
}

/** Writers of all kinds at once, each with a process of its own, until all they asked for is answered. */
export class MixedLoad {
  readonly #options: MixedLoadOptions;
  readonly #booked: ReadonlyMap<string, Map<string, Tally>>;
  #called = 0;
  #watch: { readonly count: number; readonly notify: () => void } | undefined;

  constructor(options: MixedLoadOptions) {
    this.#options = options;
    this.#booked = new Map(options.ids.map((id) => [id, new Map<string, Tally>()]));
  }

  /** What was acknowledged: by till, by writer. */
  get booked(): ReadonlyMap<string, ReadonlyMap<string, Tally>> {
    return this.#booked;
  }

  /** Resolves when all writers are done. */
  async run(): Promise<void> {
    const { clients, writersPerProcess, steps, seed } = this.#options;
    const writers = clients.flatMap((_, home) =>
      Array.from({ length: writersPerProcess }, async (_, n) => {
        const writer = { name: `w${home}-${n}`, home, random: new Random(seed + 1000 * home + n) };
        for (let step = 0; step < steps; step += 1) await this.#step(writer);
      }),
    );
    await Promise.all(writers);
  }

  /** Resolves when so many calls were answered. */
  answered(count: number): Promise<void> {
    return new Promise((notify) => {
      this.#watch = { count: this.#called + count, notify };
    });
  }

  #step(writer: Writer): Promise<void> {
    const dice = writer.random.below(100);
    if (dice < 50) return this.#book(writer, 'book');
    if (dice < 60) return this.#book(writer, 'book-slowly');
    if (dice < 68) return this.#bookTwice(writer);
    if (dice < 76) return this.#jam(writer);
    if (dice < 84) return this.#bookMany(writer);
    if (dice < 90) return this.#comeAndGo(writer);
    return this.#look(writer);
  }

  async #book(writer: Writer, command: 'book' | 'book-slowly'): Promise<void> {
    const id = writer.random.pick(this.#options.ids);
    const booking = bookingOf(writer);
    const answer = await this.#ask(writer, { path: `/${id}/${command}`, body: booking });
    assert.equal(answer.status, 200, answer.text);
    this.#count(id, booking);
  }

  /** The same call, by its key, in two processes at once. */
  async #bookTwice(writer: Writer): Promise<void> {
    const id = writer.random.pick(this.#options.ids);
    const booking = bookingOf(writer);
    const call = { path: `/${id}/book`, body: booking, headers: keyOf(`twice-${(this.#called += 1)}`) };
    const answers = await Promise.all([0, 1].map((step) => this.#ask({ ...writer, home: writer.home + step }, call)));
    assert.deepEqual(answers.map(({ status }) => status), [200, 200]);
    assert.equal(answers[0]!.text, answers[1]!.text, 'a repeated call is answered as the first one was');
    this.#count(id, booking);
  }

  async #jam(writer: Writer): Promise<void> {
    const answer = await this.#ask(writer, { path: `/${writer.random.pick(this.#options.ids)}/jam`, body: bookingOf(writer) });
    assert.deepEqual([answer.status, answer.code], [409, 'till_jammed']);
  }

  async #bookMany(writer: Writer): Promise<void> {
    const { ids } = this.#options;
    const some = [...new Set([0, 1, 2].map(() => writer.random.pick(ids)))];
    const input = bookingOf(writer);
    const answer = await this.#ask(writer, { path: '/_bulk/book', body: { ids: some, input } });
    assert.equal(answer.text, JSON.stringify({ requested: some.length, processed: some.length }));
    for (const id of some) this.#count(id, input);
  }

  /** A till of one's own, made in one process, used in another, removed in a third. */
  async #comeAndGo(writer: Writer): Promise<void> {
    const at = (step: number) => ({ ...writer, home: writer.home + step });
    const name = `${writer.name} ${writer.random.next()}`;
    const made = await this.#ask(at(0), { path: '', body: { name } });
    assert.equal(made.status, 201, made.text);
    const { id } = JSON.parse(made.text) as { id: string };
    assert.equal((await this.#ask(at(1), { path: `/${id}/book`, body: bookingOf(writer) })).status, 200);
    assert.equal((await this.#ask(at(2), { method: 'DELETE', path: `/${id}` })).status, 204);
    assert.equal((await this.#ask(at(3), { path: `/${id}/book`, body: bookingOf(writer) })).code, 'not_found');
  }

  async #look(writer: Writer): Promise<void> {
    const answer = await this.#ask(writer, { method: 'GET', path: `/${writer.random.pick(this.#options.ids)}` });
    assert.equal(answer.status, 200, answer.text);
    assertWhole(JSON.parse(answer.text) as Parameters<typeof assertWhole>[0]);
  }

  /** Asks, under one key, until there is an answer: in the process that is the writer's home, then in the others. */
  async #ask(writer: Writer, call: TillCall): Promise<TillAnswer> {
    const { clients } = this.#options;
    this.#called += 1;
    const key = call.method === 'GET' ? {} : keyOf(`call-${this.#called}`);
    const keyed = { ...call, headers: { ...key, ...call.headers } };
    for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
      // A process that is gone may have done it or not: the key will tell.
      const answer = await clients[(writer.home + attempt) % clients.length]!.send(keyed).catch(() => undefined);
      if (answer !== undefined && !askAgain.has(answer.code)) {
        this.#announce();
        return answer;
      }
      await delay(writer.random.below(10));
    }
    throw new Error(`${call.path} was not answered in ${PATIENCE} attempts`);
  }

  #announce(): void {
    if (this.#watch !== undefined && this.#called >= this.#watch.count) this.#watch.notify();
  }

  #count(id: string, { writer, amount }: { readonly writer: string; readonly amount: number }): void {
    const { count, sum } = this.#booked.get(id)!.get(writer) ?? { count: 0, sum: 0 };
    this.#booked.get(id)!.set(writer, { count: count + 1, sum: sum + amount });
  }
}

const PATIENCE = 1000;

/** Answers that say: again, under the same key. */
const askAgain = new Set(['idempotency_in_progress', 'write_conflict', 'store_locked', 'shutting_down']);

interface Writer {
  readonly name: string;
  /** The number of its process. */
  readonly home: number;
  readonly random: Random;
}

function bookingOf({ name, random }: Writer) {
  return { writer: name, amount: 1 + random.below(1000) };
}

function keyOf(key: string): Readonly<Record<string, string>> {
  return { 'idempotency-key': key };
}
