import assert from 'node:assert/strict';
import { assertAnswered } from './assert-answered.js';
import { assertHistory, assertPast } from './assert-history.js';
import { assertListed } from './assert-listed.js';
import type { LedgerClient, Reply } from './ledger-client.js';
import type { LedgerHost } from './ledger-hosts.js';
import { isKept, publicRecord, ReferenceService, type Change, type Expected } from './reference-service.js';
import type { Step, Wish } from './steps.js';

export interface Stage {
  readonly host: LedgerHost;
  readonly client: LedgerClient;
  /** Tells the records and keys of this play from those of others on the same service. */
  readonly name: string;
}

/** Of no record. */
const nobody = '00000000-0000-7000-8000-000000000000';

/** Plays the steps on the service and on the reference; they must agree after each. */
export async function play(stage: Stage, steps: readonly Step[]): Promise<void> {
  const running = new Play(stage);
  for (const step of steps) await running.take(step);
  await running.finish();
}

class Play {
  readonly #stage: Stage;
  readonly #reference = new ReferenceService();
  readonly #keyed: Change[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'change':
        return this.#change(this.#resolve(step.change));
      case 'repeat':
      case 'reuse': {
        const earlier = this.#keyed[step.nth % this.#keyed.length];
        if (earlier === undefined) return;
        return this.#change(step.kind === 'repeat' ? earlier : { ...this.#resolve(step.change), key: earlier.key });
      }
      case 'ask':
        return this.#ask(this.#idOf(step.on), step.label);
      case 'list':
        return assertListed(this.#stage, this.#reference, step.list);
      case 'restart':
        await this.#stage.host.restart();
        return this.#compare([]);
      case 'crash':
        return this.#crash(this.#resolveApart(step.during));
      case 'fail':
        return this.#fail(this.#resolve(step.change));
    }
  }

  /** All there is, and all there was. */
  async finish(): Promise<void> {
    const ids = this.#reference.entries.map(({ id }) => id);
    await this.#compare(ids);
    for (const entry of this.#reference.entries) await assertPast(this.#stage.client, entry);
  }

  async #change(change: Change): Promise<void> {
    const expected = this.#reference.perform(change);
    const reply = await this.#stage.client.change(change);
    assertAnswered(reply, expected);
    assert.equal(reply.headers.get('idempotency-replayed'), expected.isReplayed === true ? 'true' : null);
    await this.#compare(change.ids);
  }

  /** What was under way when the service died was done or not; said again with its key, it is done once. */
  async #crash(changes: readonly Change[]): Promise<void> {
    const { host, client } = this.#stage;
    const heard = new Map<Change, Reply>();
    const send = async (change: Change): Promise<void> => {
      const reply = await client.change(change).catch(() => undefined);
      // Without a commit there may be an answer all the same: that there was none.
      if (reply !== undefined && reply.body?.['code'] !== 'store_failed') heard.set(change, reply);
    };
    await host.crash(() => Promise.all(changes.map(send)));
    for (const change of changes) {
      const expected = this.#reference.perform(change);
      const early = heard.get(change);
      if (early !== undefined) assertAnswered(early, expected);
      const reply = await client.change(change);
      assertAnswered(reply, expected);
      if (early !== undefined && isKept(expected)) assert.equal(reply.headers.get('idempotency-replayed'), 'true');
    }
    await this.#compare(changes.flatMap(({ ids }) => ids));
  }

  async #fail(change: Change): Promise<void> {
    const { host, client } = this.#stage;
    if (host.failing === undefined) return;
    const wouldBe = this.#reference.peek(change);
    const reply = await host.failing(() => client.change(change));
    const asksStore = wouldBe.isReplayed !== true && needsStore(change, wouldBe);
    assertAnswered(reply, asksStore ? { status: 500, code: 'store_failed' } : { ...wouldBe, created: undefined });
    await this.#compare(change.ids);
  }

  async #ask(id: string, label: string): Promise<void> {
    const reply = await this.#stage.client.get(`/${id}/balance?label=${encodeURIComponent(label)}`);
    assertAnswered(reply, this.#reference.balance(id, label));
  }

  /** Every record as it is now, and the history of those that were in play. */
  async #compare(touched: readonly string[]): Promise<void> {
    const { client } = this.#stage;
    const everything = { where: [], sort: [], perPage: 100, walk: 'pages' } as const;
    await assertListed(this.#stage, this.#reference, everything);
    for (const id of touched) {
      const entry = this.#reference.entries.find((each) => each.id === id);
      const current = this.#reference.current(id);
      const body = current && publicRecord({ id, ...current });
      const { status, code } = current ? { status: 200, code: undefined } : { status: 404, code: 'not_found' };
      assertAnswered(await client.get(`/${id}`), { status, code, body, version: current?.version });
      if (entry !== undefined) await assertHistory(client, entry);
    }
  }

  #idOf(on: number): string {
    const { entries } = this.#reference;
    return entries[on % (entries.length + 1)]?.id ?? nobody;
  }

  #resolve({ kind, on, command, input, isValid, ifMatch, keyed }: Wish): Change {
    const ids = on.map((each) => this.#idOf(each));
    const { name } = this.#stage;
    const key = keyed ? `${name}-${this.#keyed.length}` : undefined;
    const change: Change = {
      kind,
      ids,
      command,
      input: typeof input['name'] === 'string' ? { ...input, name: `${name}-${input['name']}` } : input,
      isValid: isValid && new Set(ids).size === ids.length,
      ifMatch: this.#versionFor(ids[0], ifMatch),
      key,
    };
    if (keyed) this.#keyed.push(change);
    return change;
  }

  /** Of two for one record, the first. */
  #resolveApart(wishes: readonly Wish[]): readonly Change[] {
    const changes = new Map<string, Change>();
    for (const change of wishes.map((wish) => this.#resolve(wish))) {
      if (!changes.has(change.ids[0]!)) changes.set(change.ids[0]!, change);
    }
    return [...changes.values()];
  }

  #versionFor(id: string | undefined, wished: Wish['ifMatch']): Change['ifMatch'] {
    if (wished === undefined || wished === '*') return wished;
    const version = (id === undefined ? undefined : this.#reference.current(id)?.version) ?? 7;
    return { current: version, stale: version - 1, future: version + 1 }[wished];
  }
}

/** Whether the answer comes from a commit: what was done, what is kept under a key, and what others have taken. */
function needsStore({ key }: Change, answer: Expected): boolean {
  return answer.status < 300 || answer.code === 'unique_conflict' || (key !== undefined && isKept(answer));
}
