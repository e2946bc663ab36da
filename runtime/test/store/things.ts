import type { Json } from '@persist/contract';
import type { ChangeSet, ElementChange } from '../../src/store/change-set.js';
import type { AggregateWrite, AuditRecord, WriteSet } from '../../src/store/store.js';
import {
  collection,
  column,
  constraint,
  contractOf,
  json,
  modelOf,
  nullableColumn,
} from './model-builder.js';

/** A model with a field of every storage, and a second one for what spans models. */
export const things = modelOf('things', {
  fields: [
    column('name', 'text'),
    column('score', 'number'),
    column('active', 'boolean'),
    column('dueAt', 'timestamp', { optional: true }),
    column('balance', 'bigint', { optional: true }),
    nullableColumn('city', 'text'),
    column('tenant', 'text', { optional: true }),
    column('code', 'text', { optional: true }),
    json(
      'address',
      { type: 'object', properties: { zip: { type: 'string' }, floor: { type: 'number' } } },
      { optional: true },
    ),
    json('anything', {}),
    column('secret', 'text', { optional: true, visibility: 'private' }),
    collection({ model: 'things', name: 'items' }, 'array'),
    collection({ model: 'things', name: 'tags' }, 'set'),
    collection({ model: 'things', name: 'labels' }, 'map'),
    collection({ model: 'things', name: 'pairs' }, 'entries'),
  ],
  constraints: [
    constraint('unique', 'name'),
    constraint('unique', 'code', 'tenant'),
    constraint('unique', 'address.zip'),
    constraint('index', 'score'),
    constraint('index', 'address.floor'),
  ],
});

export const gadgets = modelOf('gadgets', {
  fields: [column('name', 'text')],
  constraints: [constraint('unique', 'name')],
});

export const thingsContract = contractOf(gadgets, things);

export const firstMoment = '2026-01-01T00:00:00.000Z';

/** The n-th moment after the first, a second apart. */
export function moment(n: number): string {
  return new Date(Date.parse(firstMoment) + n * 1000).toISOString();
}

type Values = Readonly<Record<string, Json>>;

/** Every field a thing must have, and whatever a test is about. */
export function thing(
  id: string,
  values: Values = {},
  more: Partial<Pick<ChangeSet, 'collections'>> & { at?: string } = {},
) {
  const fields = { name: `thing ${id}`, score: 0, active: true, city: null, anything: {}, ...values };
  const { at = firstMoment, collections = {} } = more;
  return insertOf('things', id, { at, changes: { fields: added(fields), collections } });
}

export function gadget(id: string, name = `gadget ${id}`) {
  return insertOf('gadgets', id, { at: firstMoment, changes: { fields: added({ name }), collections: {} } });
}

function insertOf(model: string, id: string, { at, changes }: { at: string; changes: ChangeSet }) {
  return { kind: 'insert', model, id, version: 1, at, changes } as const satisfies AggregateWrite;
}

/** A change of a stored thing from one version to the next. */
export function update(
  id: string,
  expectedVersion: number,
  { at = moment(expectedVersion), ...changes }: Partial<ChangeSet> & { at?: string },
) {
  return {
    kind: 'update',
    model: 'things',
    id,
    expectedVersion,
    version: expectedVersion + 1,
    at,
    changes: { fields: {}, collections: {}, ...changes },
  } as const satisfies AggregateWrite;
}

/** Fields with a new value; the old one is for the history only. */
export function added(values: Values): ChangeSet['fields'] {
  return Object.fromEntries(Object.entries(values).map(([name, after]) => [name, { after }]));
}

export function removal(id: string, expectedVersion: number, model = 'things') {
  return { kind: 'delete', model, id, expectedVersion } as const satisfies AggregateWrite;
}

export function element(key: number | string, order: string, after: Json): ElementChange {
  return { kind: 'added', key, order, after };
}

/** A unit of work, nothing in it but what a test is about. */
export function work(...writes: readonly AggregateWrite[]): WriteSet {
  return { writes, audits: [], outbox: [] };
}

/** The history of a write, as the engine would record it. */
export function auditOf(write: AggregateWrite, more: Partial<AuditRecord> = {}): AuditRecord {
  const empty: ChangeSet = { fields: {}, collections: {} };
  const actions = { insert: 'create', update: 'command', delete: 'remove' } as const;
  return {
    model: write.model,
    id: write.id,
    version: write.kind === 'delete' ? write.expectedVersion + 1 : write.version,
    action: actions[write.kind],
    event: `thing_${write.kind}`,
    at: write.kind === 'delete' ? firstMoment : write.at,
    actor: 'ann',
    requestId: 'request-1',
    changes: write.kind === 'delete' ? empty : write.changes,
    ...more,
  };
}
