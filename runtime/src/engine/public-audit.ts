import type { ModelNode } from '@persist/contract';
import type { ChangeSet } from '../store/change-set.js';
import type { AuditRecord } from '../store/store.js';

/** An audit record as it may leave: replay needs the private fields, readers must not see them. */
export function publicAudit(model: ModelNode, record: AuditRecord): AuditRecord {
  const hidden = new Set(model.fields.filter((field) => field.visibility === 'private').map((field) => field.name));
  return hidden.size === 0 ? record : { ...record, changes: without(record.changes, hidden) };
}

function without(changes: ChangeSet, hidden: ReadonlySet<string>): ChangeSet {
  return { fields: omit(changes.fields, hidden), collections: omit(changes.collections, hidden) };
}

function omit<T>(record: Readonly<Record<string, T>>, hidden: ReadonlySet<string>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !hidden.has(name)));
}
