import assert from 'node:assert/strict';
import { assertAnswered } from './assert-answered.js';
import type { LedgerClient } from './ledger-client.js';
import { publicRecord, type Entry } from './reference-service.js';

interface Audit {
  readonly version: number;
  readonly action: string;
  readonly event: string;
  readonly actor: string;
  readonly at: string;
  readonly input?: unknown;
  readonly changes: {
    readonly fields: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>;
    readonly collections: Readonly<Record<string, readonly ElementChange[]>>;
  };
}

interface ElementChange {
  readonly kind: 'added' | 'changed' | 'moved' | 'removed';
  readonly key: string | number;
  readonly order?: string;
  readonly from?: string;
  readonly to?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** That the history tells every change that was made, in order, and nothing else; and that its changes lead to each state. */
export async function assertHistory(client: LedgerClient, { id, history }: Entry): Promise<void> {
  const { status, body } = await client.get(`/${id}/_audits?sort=version&perPage=100`);
  assert.equal(status, 200);
  const { items, total } = body as unknown as { readonly items: readonly Audit[]; readonly total: number };
  assert.equal(total, history.length);
  const told = items.map(({ version, action, event, input, actor }) => ({ version, action, event, input, actor }));
  const made = history.map(({ version, action, event, input }) => ({ version, action, event, input, actor: 'anonymous' }));
  assert.deepEqual(JSON.parse(JSON.stringify(told)), JSON.parse(JSON.stringify(made)));
  const shown = new Rebuilt();
  for (const [index, { state, version }] of history.entries()) {
    shown.apply(items[index]!.changes);
    const expected = state === undefined ? emptied : { ...publicRecord({ id, version, state }), id: undefined, version: undefined };
    assert.deepEqual(definedOf(shown.content()), definedOf(expected), `version ${version}, rebuilt from its history`);
  }
}

/** That every version can be read as it was. */
export async function assertPast(client: LedgerClient, { id, history }: Entry): Promise<void> {
  for (const { version, state } of history) {
    const reply = await client.get(`/${id}?version=${version}`);
    if (state === undefined) assertAnswered(reply, { status: 404, code: 'not_found' });
    else assertAnswered(reply, { status: 200, version, body: publicRecord({ id, version, state }) });
  }
}

const emptied = { accounts: [], limits: {}, tags: [] };

/** A record out of its public change sets alone, by the documented meaning of these. */
class Rebuilt {
  readonly #fields = new Map<string, unknown>();
  readonly #collections = new Map(
    Object.keys(emptied).map((name) => [name, new Map<string | number, { order: string; value: unknown }>()]),
  );

  apply({ fields, collections }: Audit['changes']): void {
    for (const [name, { before, after }] of Object.entries(fields)) {
      assert.deepEqual(this.#fields.get(name), before, `${name} was something else before`);
      if (after === undefined) this.#fields.delete(name);
      else this.#fields.set(name, after);
    }
    for (const [name, changes] of Object.entries(collections)) {
      const elements = this.#collections.get(name);
      assert.ok(elements, `${name} is no public collection`);
      for (const change of changes) applyElement(elements, change);
    }
  }

  content(): object {
    const sorted = (name: string) =>
      [...this.#collections.get(name)!].sort(([, one], [, other]) => (one.order < other.order ? -1 : 1));
    const values = (name: string) => sorted(name).map(([, { value }]) => value);
    return {
      ...Object.fromEntries(this.#fields),
      accounts: values('accounts'),
      limits: Object.fromEntries(sorted('limits').map(([key, { value }]) => [key, value])),
      tags: values('tags'),
    };
  }
}

function applyElement(elements: Map<string | number, { order: string; value: unknown }>, change: ElementChange): void {
  const element = elements.get(change.key);
  if (change.kind === 'added') {
    assert.equal(element, undefined, `element ${change.key} was there already`);
    elements.set(change.key, { order: change.order!, value: change.after });
    return;
  }
  assert.ok(element, `element ${change.key} was not there`);
  if (change.kind === 'moved') {
    assert.equal(element.order, change.from);
    element.order = change.to!;
    return;
  }
  assert.deepEqual(element.value, change.before);
  if (change.kind === 'removed') elements.delete(change.key);
  else element.value = change.after;
}

function definedOf(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}
