import type { ModelNode } from '@persist/contract';
import type { Operator, Predicate, QueryPlan, SortKey } from '../store/query-plan.js';
import { checkOperand } from './check-operand.js';
import { filterableFields, type FilterableField } from './filterable-fields.js';
import type { FilterRequest, ListRequest, SortRequest } from './list-request.js';
import { QueryError, type QueryProblem } from './query-error.js';

export const DEFAULT_PER_PAGE = 20;
export const MAX_PER_PAGE = 100;

/** A database has a limit too, and answers it with a failure. */
const MAX_FILTERS = 100;

/**
 * The plan of a request, checked against the model.
 *
 * @throws {QueryError} with everything that is wrong.
 */
export function planList(model: ModelNode, request: ListRequest): QueryPlan {
  const fields = filterableFields(model);
  const problems = [...pageProblems(request), ...sizeProblems(request)];
  const where = request.where.flatMap((filter) => predicateOf(filter, fields, problems) ?? []);
  const sorted = request.orderBy.flatMap((sort) => sortKeyOf(sort, fields, problems) ?? []);
  if (problems.length > 0) throw new QueryError(problems);
  return {
    model: model.name,
    where,
    orderBy: totalOrder(sorted),
    limit: request.perPage,
    offset: (request.page - 1) * request.perPage,
  };
}

type Fields = ReadonlyMap<string, FilterableField>;

function pageProblems({ page, perPage }: ListRequest): QueryProblem[] {
  const problems: QueryProblem[] = [];
  const lastPage = Math.floor(Number.MAX_SAFE_INTEGER / MAX_PER_PAGE);
  if (!isBetween(page, 1, lastPage)) problems.push({ path: 'page', message: 'must be a positive integer.' });
  if (!isBetween(perPage, 1, MAX_PER_PAGE)) {
    problems.push({ path: 'perPage', message: `must be an integer from 1 to ${MAX_PER_PAGE}.` });
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
  request: FilterRequest,
  fields: Fields,
  problems: QueryProblem[],
): Predicate | undefined {
  const { path, field: name, operator, value } = request;
  const field = fields.get(name);
  if (field === undefined) {
    problems.push({ path, message: unknownField(name, fields) });
    return undefined;
  }
  if (!isOperatorOf(field, operator)) {
    problems.push({
      path,
      message: `${operator} does not apply to ${name}; use ${field.operators.join(', ')}.`,
    });
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
  fields: Fields,
  problems: QueryProblem[],
): SortKey | undefined {
  if (!fields.has(field)) {
    problems.push({ path, message: unknownField(field, fields) });
    return undefined;
  }
  if (direction === 'asc' || direction === 'desc') return { field, direction };
  problems.push({ path, message: 'must be asc or desc.' });
  return undefined;
}

function unknownField(name: string, fields: Fields): string {
  return `${name === '' ? 'an empty name' : name} cannot be filtered or sorted by; use ${[...fields.keys()].join(', ')}.`;
}

/** By creation unless asked otherwise. Ends with the id, in the last key's direction, which lets one index do it all. */
function totalOrder(keys: readonly SortKey[]): SortKey[] {
  const asked: readonly SortKey[] = keys.length > 0 ? keys : [{ field: 'createdAt', direction: 'asc' }];
  const id = asked.findIndex(({ field }) => field === 'id');
  if (id >= 0) return asked.slice(0, id + 1);
  return [...asked, { field: 'id', direction: asked.at(-1)!.direction }];
}
