export { filterableFields, type FilterableField } from './filterable-fields.js';
export { DEFAULT_PER_PAGE, MAX_PER_PAGE } from './plan-list.js';
export { listParameterNames, parseListParameters, type ListParameters } from './parse-list-parameters.js';
export { planQuery } from './plan-query.js';
export { QueryError, type QueryProblem } from './query-error.js';
export type { Condition, Filter, QueryInput, SortOrder } from './query-input.js';
