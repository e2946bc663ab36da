import type { AuditQuery } from '../store/store.js';
import type { AuditTarget } from './list-source.js';
import type { ListPlan } from './plan-list.js';

/** A plan over the history of a record, which is sorted by version and nothing else. */
export function auditQuery({ model, id }: AuditTarget, plan: ListPlan): AuditQuery {
  const { where, orderBy, after, limit, offset } = plan;
  return {
    model,
    id,
    where,
    ...(after !== undefined && { after: after[0] as number }),
    offset,
    limit,
    ascending: orderBy[0]!.direction === 'asc',
  };
}
