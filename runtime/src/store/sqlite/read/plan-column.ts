import type { Json } from '@persist/contract';
import { StoreError } from '../../store-error.js';
import { identifier } from '../layout/identifier.js';
import { expressionSql } from '../layout/layout-sql.js';
import { factColumns, type ModelLayout } from '../layout/model-layout.js';
import { encodeScalar, type Bindable } from '../columns/encode-column.js';

/** What a plan's field is in SQL. */
export interface PlanColumn {
  readonly expression: string;
  /** How the other side of a comparison is written, and what is bound to it. */
  readonly placeholder: string;
  readonly bind: (value: Json) => Bindable;
}

const factTypes = { id: 'text', version: 'number', createdAt: 'timestamp', updatedAt: 'timestamp' } as const;

/** Columns by the names plans use: fields, facts, and the dotted paths that are indexed. */
export function planColumns(layout: ModelLayout): (field: string) => PlanColumn {
  const columns = new Map<string, PlanColumn>();
  for (const [field, column] of Object.entries(factColumns)) {
    columns.set(field, plainColumn(field, column, factTypes[field as keyof typeof factColumns]));
  }
  for (const { parts } of layout.indexes) {
    for (const part of parts) {
      if (part.path !== undefined) columns.set(part.field, jsonColumn(expressionSql(part)));
    }
  }
  for (const { field, column, type } of layout.columns) {
    if (type !== 'json') columns.set(field, plainColumn(field, column, type));
  }
  return (field) => {
    const column = columns.get(field);
    if (column !== undefined) return column;
    throw new StoreError('unknown_field', `${layout.model} has no column ${field} to filter or sort by.`);
  };
}

function plainColumn(field: string, column: string, type: Parameters<typeof encodeScalar>[1]): PlanColumn {
  return {
    expression: identifier(column),
    placeholder: '?',
    bind: (value) => (value === null ? null : encodeScalar(field, type, value)),
  };
}

/** Both sides are read by the same function, so that a number equals itself to the last bit. */
function jsonColumn(expression: string): PlanColumn {
  return { expression, placeholder: "json_extract(?, '$')", bind: (value) => JSON.stringify(value) };
}
