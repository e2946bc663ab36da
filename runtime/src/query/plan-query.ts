import type { ModelNode } from '@persist/contract';
import type { QueryPlan } from '../store/query-plan.js';
import type { AuditQuery } from '../store/store.js';
import type { AuditQueryInput } from './audit-query-input.js';
import type { FilterRequest, ListRequest, SortRequest } from './list-request.js';
import { auditSource, recordSource, type AuditTarget } from './list-source.js';
import { DEFAULT_PER_PAGE, planList } from './plan-list.js';
import { auditQuery } from './audit-query.js';
import type { QueryInput } from './query-input.js';

/**
 * The plan of a query written as an object.
 *
 * @throws {QueryError} with everything that is wrong.
 */
export function planQuery<T>(model: ModelNode, input: QueryInput<T>): QueryPlan {
  return { model: model.name, ...planList(recordSource(model), requestOf(input)) };
}

/**
 * The same of a record's history.
 *
 * @throws {QueryError} with everything that is wrong.
 */
export function planAudits(target: AuditTarget, input: AuditQueryInput): AuditQuery {
  return auditQuery(target, planList(auditSource(target), requestOf(input)));
}

interface Input extends Partial<Pick<ListRequest, 'page' | 'perPage' | 'cursor'>> {
  readonly where?: object;
  readonly orderBy?: object;
}

function requestOf({ where = {}, orderBy = {}, perPage = DEFAULT_PER_PAGE, ...rest }: Input): ListRequest {
  const { page, cursor } = rest;
  return { where: filtersOf(where), orderBy: sortsOf(orderBy), page, perPage, cursor };
}

function filtersOf(where: object): FilterRequest[] {
  return Object.entries(where).flatMap(([field, wanted]: [string, unknown]) => {
    if (!isCondition(wanted)) {
      return [{ path: `where.${field}`, field, operator: 'eq', value: encode(wanted) }];
    }
    return Object.entries(wanted).map(([operator, value]: [string, unknown]) => ({
      path: `where.${field}.${operator}`,
      field,
      operator,
      value: Array.isArray(value) ? value.map(encode) : encode(value),
    }));
  });
}

function isCondition(wanted: unknown): wanted is object {
  return typeof wanted === 'object' && wanted !== null && !(wanted instanceof Date) && !Array.isArray(wanted);
}

/** The JSON encoding of what JSON has no word for. */
function encode(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  return value;
}

function sortsOf(orderBy: object): SortRequest[] {
  return [orderBy].flat().flatMap((order: object) =>
    Object.entries(order).map(([field, direction]: [string, unknown]) => ({
      path: 'orderBy',
      field,
      direction: String(direction),
    })),
  );
}
