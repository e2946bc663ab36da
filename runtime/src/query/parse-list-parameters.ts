import type { ModelNode } from '@persist/contract';
import { operators, type QueryPlan } from '../store/query-plan.js';
import { filterableFields } from './filterable-fields.js';
import type { FilterRequest, SortRequest } from './list-request.js';
import { DEFAULT_PER_PAGE, planList } from './plan-list.js';
import { QueryError } from './query-error.js';

/** A query string, decoded; a parameter given several times is an array. */
export type ListParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Parameters of a list itself; a field of such a name is filtered as `page__eq=`. */
export const listParameterNames: ReadonlySet<string> = new Set(['page', 'perPage', 'sort', 'cursor']);

/**
 * The plan of a list request: `page`, `perPage`, `sort=-score,name`, `field=value`, `field__gte=value`,
 * `field__in=a,b` (a comma inside a value is written `\,`).
 *
 * @throws {QueryError} with everything that is wrong.
 */
export function parseListParameters(model: ModelNode, parameters: ListParameters): QueryPlan {
  const given = Object.entries(parameters).map(([name, values]) => [name, [values ?? []].flat()] as const);
  const byName = new Map(given);
  if (byName.has('cursor')) {
    throw new QueryError([{ path: 'cursor', message: 'is not supported yet; use page and perPage.' }]);
  }
  return planList(model, {
    where: given
      .filter(([name]) => !listParameterNames.has(name))
      .flatMap(([name, values]) => filtersOf(model, name, values)),
    orderBy: sortsOf(byName.get('sort') ?? []),
    page: positiveOf(byName.get('page') ?? [], 1),
    perPage: positiveOf(byName.get('perPage') ?? [], DEFAULT_PER_PAGE),
  });
}

/** NaN, which no check lets pass, for anything but one positive integer. */
function positiveOf(values: readonly string[], otherwise: number): number {
  if (values.length === 0) return otherwise;
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
function filtersOf(model: ModelNode, name: string, values: readonly string[]): FilterRequest[] {
  const [field, operator] = fieldAndOperator(model, name);
  return values.map((text) => ({
    path: name,
    field,
    operator,
    value: operator === 'in' ? splitList(text) : text,
  }));
}

function fieldAndOperator(model: ModelNode, name: string): [field: string, operator: string] {
  const fields = filterableFields(model);
  const separator = name.lastIndexOf('__');
  if (separator < 0 || fields.has(name)) return [name, 'eq'];
  const [field, operator] = [name.slice(0, separator), name.slice(separator + 2)];
  const isSplit = fields.has(field) || (operators as readonly string[]).includes(operator);
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
