export type { AuditFilter, AuditQueryInput } from './audit-query-input.js';
export { auditFields } from './audit-fields.js';
export { filterableFields, type FilterableField } from './filterable-fields.js';
export { nextAuditCursor, nextRecordCursor } from './next-cursor.js';
export { pageOf, type Page } from './page.js';
export { DEFAULT_PER_PAGE, MAX_PER_PAGE } from './plan-list.js';
export {
  listParameterNames,
  parseAuditParameters,
  parseListParameters,
  type ListParameters,
} from './parse-list-parameters.js';
export { isWritable, parseInstant } from './parse-instant.js';
export { planAudits, planQuery } from './plan-query.js';
export { QueryError, type QueryProblem } from './query-error.js';
export type { Condition, Filter, QueryInput, SortOrder } from './query-input.js';
