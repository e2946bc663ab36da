import type { JsonObject } from '@persist/contract';
import type { QueryPlan } from '../store/query-plan.js';
import type { AuditQuery, AuditRecord } from '../store/store.js';
import { encodeCursor } from './cursor.js';
import { auditSource } from './list-source.js';

/** The cursor that goes on after the last record of a page. */
export function nextRecordCursor({ model, where, orderBy }: QueryPlan, last: JsonObject): string {
  return encodeCursor({ source: model, where, orderBy }, last);
}

/** The cursor that goes on after the last record of a page of history. */
export function nextAuditCursor(query: AuditQuery, { version }: AuditRecord): string {
  const { where = [], ascending = false } = query;
  const orderBy = [{ field: 'version', direction: ascending ? 'asc' : 'desc' }] as const;
  return encodeCursor({ source: auditSource(query).name, where, orderBy }, { version });
}
