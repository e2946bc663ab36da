import type { JsonSchema } from '@persist/contract';
import type { Operator } from '../store/query-plan.js';
import type { AuditField, AuditRecord } from '../store/store.js';
import type { FilterableField } from './filterable-fields.js';

const actions = ['create', 'command', 'patch', 'remove'] as const satisfies readonly AuditRecord['action'][];

const text: JsonSchema = { type: 'string' };
const choice: readonly Operator[] = ['eq', 'ne', 'in'];
const range: readonly Operator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'];

const fields: { readonly [Name in AuditField]: Omit<FilterableField, 'name'> } = {
  version: { type: 'number', schema: { type: 'integer', minimum: 1 }, operators: [...range, 'in'] },
  at: { type: 'timestamp', schema: { type: 'string', format: 'date-time' }, operators: range },
  action: { type: 'text', schema: { type: 'string', enum: actions }, operators: choice },
  event: { type: 'text', schema: text, operators: choice },
  actor: { type: 'text', schema: text, operators: choice },
  requestId: { type: 'text', schema: text, operators: choice },
};

/** What history can be filtered by. */
export const auditFields: ReadonlyMap<string, FilterableField> = new Map(
  Object.entries(fields).map(([name, field]) => [name, { name, ...field }]),
);
