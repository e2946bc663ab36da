import type { Operator, Predicate, QueryPlan, SortKey } from '../store/query-plan.js';
import { checkOperand } from './check-operand.js';
import { decodeCursor } from './cursor.js';
import type { FilterableField } from './filterable-fields.js';
import type { FilterRequest, ListRequest, SortRequest } from './list-request.js';
import type { ListSource } from './list-source.js';
import { QueryError, type QueryProblem } from './query-error.js';

export const DEFAULT_PER_PAGE = 20;
export const MAX_PER_PAGE = 100;

/** A database has a limit too, and answers it with a failure. */
const MAX_FILTERS = 100;

/** A checked request: the plan of a query without the model. */
export type ListPlan = Omit<QueryPlan, 'model'>;

/**
 * The plan of a request, checked against what there is to list.
 *
 * @throws {QueryError} with everything that is wrong.
 */
export function planList(source: ListSource, request: ListRequest): ListPlan {
  const { page, perPage, cursor } = request;
  const problems = [...pageProblems(request), ...sizeProblems(request)];
  const where = request.where.flatMap((filter) => predicateOf(filter, source, problems) ?? []);
  const sorted = request.orderBy.flatMap((sort) => sortKeyOf(sort, source, problems) ?? []);
  if (problems.length > 0) throw new QueryError(problems);
  const orderBy = totalOrder(sorted, source);
  const limit = perPage;
  if (cursor === undefined) return { where, orderBy, limit, offset: ((page ?? 1) - 1) * perPage };
  const decoded = decodeCursor({ source: source.name, where, orderBy }, cursor, source.fields);
  if ('problem' in decoded) throw new QueryError([{ path: 'cursor', message: decoded.problem }]);
  return { where, orderBy, after: decoded.after, limit, offset: 0 };
}

function pageProblems({ page, perPage, cursor }: ListRequest): QueryProblem[] {
  const problems: QueryProblem[] = [];
  const lastPage = Math.floor(Number.MAX_SAFE_INTEGER / MAX_PER_PAGE);
  if (page !== undefined && !isBetween(page, 1, lastPage)) {
    problems.push({ path: 'page', message: 'must be a positive integer.' });
  }
  if (!isBetween(perPage, 1, MAX_PER_PAGE)) {
    problems.push({ path: 'perPage', message: `must be an integer from 1 to ${MAX_PER_PAGE}.` });
  }
  if (page !== undefined && cursor !== undefined) {
    const message = 'cannot be combined with page: it says itself where to go on.';
    problems.push({ path: 'cursor', message });
  }
  return problems;
}

function sizeProblems({ where, orderBy }: ListRequest): QueryProblem[] {
  const excess = where
    .slice(MAX_FILTERS, MAX_FILTERS + 1)
    .map(({ path }) => ({ path, message: `is one filter too many; at most ${MAX_FILTERS}.` }));
  const repeated = orderBy.filter(
    ({ field }, index) => orderBy.findIndex((other) => other.field === field) < index,
  );
  return [
    ...excess,
    ...repeated.slice(0, 1).map(({ path, field }) => ({ path, message: `names ${field} more than once.` })),
  ];
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

function predicateOf(
  { path, field: name, operator, value }: FilterRequest,
  source: ListSource,
  problems: QueryProblem[],
): Predicate | undefined {
  const field = source.fields.get(name);
  if (field === undefined) {
    const why = source.explain(name) ?? 'is no field to filter by';
    problems.push({ path, message: `${why}; use ${[...source.fields.keys()].join(', ')}.` });
    return undefined;
  }
  if (!isOperatorOf(field, operator)) {
    const known = field.operators.join(', ');
    problems.push({ path, message: `asks for ${operator}; the operators here are ${known}.` });
    return undefined;
  }
  const operand = checkOperand(field, operator, value);
  if ('problem' in operand) {
    problems.push({ path, message: operand.problem });
    return undefined;
  }
  return { field: name, operator, value: operand.value };
}

function isOperatorOf({ operators }: FilterableField, operator: string): operator is Operator {
  return (operators as readonly string[]).includes(operator);
}

function sortKeyOf(
  { path, field, direction }: SortRequest,
  source: ListSource,
  problems: QueryProblem[],
): SortKey | undefined {
  if (!source.sortable.includes(field)) {
    problems.push({ path, message: unsortable(field, source) });
    return undefined;
  }
  if (direction === 'asc' || direction === 'desc') return { field, direction };
  problems.push({ path, message: 'must be asc or desc.' });
  return undefined;
}

function unsortable(name: string, source: ListSource): string {
  const why = source.explain(name) ?? 'is no field to sort by';
  const subject = name === '' ? 'has an empty name' : `names ${name}, which ${why}`;
  return `${subject}; use ${source.sortable.join(', ')}.`;
}

/** Ends with the key, in the last one's direction, which lets one index do it all. */
function totalOrder(keys: readonly SortKey[], { key, defaultOrder }: ListSource): SortKey[] {
  const asked = keys.length > 0 ? keys : [defaultOrder];
  const end = asked.findIndex(({ field }) => field === key);
  if (end >= 0) return asked.slice(0, end + 1);
  return [...asked, { field: key, direction: asked.at(-1)!.direction }];
}
