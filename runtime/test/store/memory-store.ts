import { isDeepStrictEqual } from 'node:util';
import type { Contract, Json, JsonObject, ModelNode } from '@persist/contract';
import { applyChangeSet } from '../../src/store/apply-change-set.js';
import type {
  AggregateWrite,
  AuditQuery,
  AuditRecord,
  AuditRows,
  CommitOutcome,
  IdempotencyRecord,
  OutboxRecord,
  Store,
  StoredAggregate,
  WriteSet,
} from '../../src/store/store.js';
import type { QueryPlan, QueryRows } from '../../src/store/query-plan.js';
import { compareAggregates, follows, holdsFor, matches, valueAt } from './memory-query.js';
import { unstorableField } from './unstorable-field.js';

/** Everything that is stored; never changed, always replaced. */
interface Content {
  readonly aggregates: ReadonlyMap<string, StoredAggregate>;
  readonly audits: readonly AuditRecord[];
  readonly outbox: readonly OutboxRecord[];
  readonly idempotency: readonly IdempotencyRecord[];
}

const nothing: Content = { aggregates: new Map(), audits: [], outbox: [], idempotency: [] };

/** The store as it is meant, in plain data: what the real ones are compared with. */
export class MemoryStore implements Store {
  readonly #clock: () => Date;
  readonly #idempotencyTtlMs: number;
  readonly #models = new Map<string, ModelNode>();
  #content = nothing;

  constructor(clock: () => Date, idempotencyTtlMs: number) {
    this.#clock = clock;
    this.#idempotencyTtlMs = idempotencyTtlMs;
  }

  async migrate(contract: Contract): Promise<[]> {
    for (const model of contract.models) this.#models.set(model.name, model);
    return [];
  }

  async load(model: string, id: string): Promise<StoredAggregate | undefined> {
    return this.#content.aggregates.get(keyOf(model, id));
  }

  async versionOf(model: string, id: string): Promise<number | undefined> {
    return this.#content.aggregates.get(keyOf(model, id))?.version;
  }

  async query(plan: QueryPlan): Promise<QueryRows> {
    const found = this.#all(plan.model).filter((one) =>
      plan.where.every((predicate) => matches(one, predicate)),
    );
    const { orderBy, after, offset, limit } = plan;
    const sorted = found.toSorted((one, other) => compareAggregates(one, other, orderBy));
    const rest = after === undefined ? sorted : sorted.filter((one) => follows(one, after, orderBy));
    const items = rest.slice(offset, offset + limit);
    return { items, total: found.length, more: rest.length > offset + limit };
  }

  async audits(query: AuditQuery): Promise<AuditRows> {
    const { model, id, where = [], after, offset, limit, ascending = false } = query;
    const found = this.#content.audits.filter(
      (audit) =>
        audit.model === model &&
        audit.id === id &&
        where.every(({ field, ...rest }) => holdsFor((audit as unknown as JsonObject)[field]!, rest)),
    );
    const oldestFirst = found.toSorted((one, other) => one.version - other.version);
    const sorted = ascending ? oldestFirst : oldestFirst.reverse();
    const rest = sorted.filter(
      ({ version }) => after === undefined || (ascending ? version > after : version < after),
    );
    const items = rest.slice(offset, offset + limit);
    return { items, total: found.length, more: rest.length > offset + limit };
  }

  async findIdempotent(actor: string, key: string): Promise<IdempotencyRecord | undefined> {
    const oldest = this.#clock().getTime() - this.#idempotencyTtlMs;
    return this.#content.idempotency.find(
      (record) => record.actor === actor && record.key === key && Date.parse(record.at) > oldest,
    );
  }

  async commit(group: readonly WriteSet[]): Promise<readonly CommitOutcome[]> {
    const outcomes: CommitOutcome[] = [];
    const failed = new Set<string>();
    for (const writeSet of group) {
      const unfounded = writeSet.writes.find(({ model, id }) => failed.has(keyOf(model, id)));
      const outcome: CommitOutcome =
        unfounded === undefined
          ? await this.#commitOne(writeSet)
          : { kind: 'version_conflict', model: unfounded.model, id: unfounded.id };
      if (outcome.kind !== 'committed') for (const { model, id } of writeSet.writes) failed.add(keyOf(model, id));
      outcomes.push(outcome);
    }
    return outcomes;
  }

  hasForeignWrites(): boolean {
    return false;
  }

  writeRefusal(): undefined {
    return undefined;
  }

  async close(): Promise<void> {}

  outbox(): readonly OutboxRecord[] {
    return this.#content.outbox;
  }

  async #commitOne({ writes, audits, outbox, idempotency }: WriteSet): Promise<CommitOutcome> {
    const before = this.#content;
    for (const write of writes) {
      const refusal = this.#write(write);
      if (refusal === undefined) continue;
      this.#content = before;
      return refusal;
    }
    if (
      idempotency !== undefined &&
      (await this.findIdempotent(idempotency.actor, idempotency.key)) !== undefined
    ) {
      this.#content = before;
      return { kind: 'idempotency_conflict' };
    }
    this.#content = {
      aggregates: this.#content.aggregates,
      audits: [...before.audits, ...structuredClone(audits)],
      outbox: [...before.outbox, ...structuredClone(outbox)],
      idempotency:
        idempotency === undefined ? before.idempotency : [{ ...idempotency }, ...before.idempotency],
    };
    return { kind: 'committed' };
  }

  #write(write: AggregateWrite): CommitOutcome | undefined {
    const { model, id } = write;
    const unstorable =
      write.kind === 'delete' ? undefined : unstorableField(this.#models.get(model)!, write.changes);
    if (unstorable !== undefined) return { kind: 'unstorable_value', model, id, ...unstorable };

    const stored = this.#content.aggregates.get(keyOf(model, id));
    const expected = write.kind === 'insert' ? undefined : write.expectedVersion;
    if (stored?.version !== expected) return { kind: 'version_conflict', model, id };

    const aggregates = new Map(this.#content.aggregates);
    if (write.kind === 'delete') aggregates.delete(keyOf(model, id));
    else {
      aggregates.set(
        keyOf(model, id),
        structuredClone(applyChangeSet(stored, write, this.#models.get(model)!)),
      );
    }
    this.#content = { ...this.#content, aggregates };
    return this.#uniqueViolation(model, aggregates.get(keyOf(model, id)));
  }

  #uniqueViolation(model: string, written: StoredAggregate | undefined): CommitOutcome | undefined {
    if (written === undefined) return undefined;
    const others = this.#all(model).filter(({ id }) => id !== written.id);
    for (const { kind, field, parts } of this.#models.get(model)!.constraints) {
      const values = (one: StoredAggregate): Json[] =>
        parts.map((part) => valueAt(one, [part.field, ...part.path].join('.')));
      const wanted = values(written);
      if (kind !== 'unique' || wanted.includes(null)) continue;
      if (others.some((other) => isDeepStrictEqual(values(other), wanted))) {
        return { kind: 'unique_violation', model, id: written.id, field };
      }
    }
    return undefined;
  }

  #all(model: string): StoredAggregate[] {
    return [...this.#content.aggregates]
      .filter(([key]) => key.startsWith(`${model} `))
      .map(([, aggregate]) => aggregate);
  }
}

function keyOf(model: string, id: string): string {
  return `${model} ${id}`;
}
