import { listOperators, type ModelNode } from '@persist/contract';
import type { QueryPlan } from '../store/query-plan.js';
import type { AuditQuery } from '../store/store.js';
import { auditQuery } from './audit-query.js';
import type { FilterRequest, ListRequest, SortRequest } from './list-request.js';
import { auditSource, recordSource, type AuditTarget, type ListSource } from './list-source.js';
import { DEFAULT_PER_PAGE, planList } from './plan-list.js';

/** A query string, decoded; a parameter given several times is an array. */
export type ListParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Parameters of a list itself; a field of such a name is filtered as `page__eq=`. */
export const listParameterNames: ReadonlySet<string> = new Set(['page', 'perPage', 'sort', 'cursor']);

/**
 * The plan of a list request: `page`, `perPage`, `cursor`, `sort=-score,name`, `field=value`, `field__gte=value`,
 * `field__in=a,b` (a comma inside a value is written `\,`).
 *
 * @throws {QueryError} with everything that is wrong.
 */
export function parseListParameters(model: ModelNode, parameters: ListParameters): QueryPlan {
  const source = recordSource(model);
  return { model: model.name, ...planList(source, requestOf(source, parameters)) };
}

/**
 * The same for the history of a record: sorted by `version`, filtered by what audit records say of themselves.
 *
 * @throws {QueryError} with everything that is wrong.
 */
export function parseAuditParameters(target: AuditTarget, parameters: ListParameters): AuditQuery {
  const source = auditSource(target);
  return auditQuery(target, planList(source, requestOf(source, parameters)));
}

function requestOf(source: ListSource, parameters: ListParameters): ListRequest {
  const given = Object.entries(parameters).map(([name, values]) => [name, [values ?? []].flat()] as const);
  const byName = new Map(given);
  const of = (name: string): readonly string[] => byName.get(name) ?? [];
  return {
    where: given
      .filter(([name]) => !listParameterNames.has(name))
      .flatMap(([name, values]) => filtersOf(source, name, values)),
    orderBy: sortsOf(of('sort')),
    page: positiveOf(of('page')),
    perPage: positiveOf(of('perPage')) ?? DEFAULT_PER_PAGE,
    // Several at once are no cursor.
    cursor: of('cursor').length > 1 ? of('cursor') : of('cursor')[0],
  };
}

/** NaN, which no check lets pass, for anything but one positive integer. */
function positiveOf(values: readonly string[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.length === 1 && /^\d{1,16}$/.test(values[0]!) ? Number(values[0]) : Number.NaN;
}

function sortsOf(values: readonly string[]): SortRequest[] {
  return values
    .flatMap((value) => value.split(','))
    .map((key) =>
      key.startsWith('-')
        ? { path: 'sort', field: key.slice(1), direction: 'desc' }
        : { path: 'sort', field: key, direction: 'asc' },
    );
}

/** Given several times, all must hold. */
function filtersOf(source: ListSource, name: string, values: readonly string[]): FilterRequest[] {
  const [field, operator] = fieldAndOperator(source, name);
  return values.map((text) => ({
    path: name,
    field,
    operator,
    value: operator === 'in' ? splitList(text) : text,
  }));
}

function fieldAndOperator({ fields }: ListSource, name: string): [field: string, operator: string] {
  const separator = name.lastIndexOf('__');
  if (separator < 0 || fields.has(name)) return [name, 'eq'];
  const [field, operator] = [name.slice(0, separator), name.slice(separator + 2)];
  const isSplit = fields.has(field) || (listOperators as readonly string[]).includes(operator);
  return isSplit ? [field, operator] : [name, 'eq'];
}

/** `a,b\,c` → `a` and `b,c`. */
function splitList(text: string): string[] {
  const values = [''];
  for (const [part] of text.matchAll(/\\[\\,]|[^]/gu)) {
    if (part === ',') values.push('');
    else values[values.length - 1] += part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
  }
  return values;
}
