import { columnName, type Json } from '@persist/contract';
import type { AuditField } from '../../store.js';
import { StoreError } from '../../store-error.js';
import { identifier } from '../layout/identifier.js';
import { expressionSql } from '../layout/layout-sql.js';
import { factColumns, type ColumnLayout, type ModelLayout } from '../layout/model-layout.js';
import { encodeScalar, type Bindable } from '../columns/encode-column.js';

/** What a plan's field is in SQL. */
export interface PlanColumn {
  readonly expression: string;
  /** Whether it can be NULL. */
  readonly nullable: boolean;
  /** Whether it is an expression: an index on it does not serve the comparison of rows of values. */
  readonly computed: boolean;
  /** How the other side of a comparison is written, and what is bound to it. */
  readonly placeholder: string;
  readonly bind: (value: Json) => Bindable;
}

const factTypes = { id: 'text', version: 'number', createdAt: 'timestamp', updatedAt: 'timestamp' } as const;

/** Columns by the names plans use: fields, facts, and the dotted paths that are indexed. */
export function planColumns(layout: ModelLayout): (field: string) => PlanColumn {
  const columns = new Map<string, PlanColumn>();
  for (const [field, column] of Object.entries(factColumns)) {
    const type = factTypes[field as keyof typeof factColumns];
    columns.set(field, plainColumn(field, { column, type, nullable: false }));
  }
  for (const { parts } of layout.indexes) {
    for (const part of parts) {
      if (part.path !== undefined) columns.set(part.field, jsonColumn(expressionSql(part)));
    }
  }
  for (const { field, column, type, required } of layout.columns) {
    if (type !== 'json') columns.set(field, plainColumn(field, { column, type, nullable: !required }));
  }
  return (field) => {
    const column = columns.get(field);
    if (column !== undefined) return column;
    throw new StoreError('unknown_field', `${layout.model} has no column ${field} to filter or sort by.`);
  };
}

const auditTypes: Readonly<Record<AuditField, Exclude<ColumnLayout['type'], 'json'>>> = {
  version: 'number',
  at: 'timestamp',
  action: 'text',
  event: 'text',
  actor: 'text',
  requestId: 'text',
};

/** Columns of the history, by the names plans use. */
export function auditColumn(field: string): PlanColumn {
  if (!Object.hasOwn(auditTypes, field)) {
    throw new StoreError('unknown_field', `History has no column ${field} to filter by.`);
  }
  const type = auditTypes[field as AuditField];
  return plainColumn(field, { column: columnName(field), type, nullable: false });
}

interface PlainColumn {
  readonly column: string;
  readonly type: Exclude<ColumnLayout['type'], 'json'>;
  readonly nullable: boolean;
}

function plainColumn(field: string, { column, type, nullable }: PlainColumn): PlanColumn {
  return {
    expression: identifier(column),
    nullable,
    computed: false,
    placeholder: '?',
    bind: (value) => (value === null ? null : encodeScalar(field, type, value)),
  };
}

/** Both sides are read by the same function, so that a number equals itself to the last bit. */
function jsonColumn(expression: string): PlanColumn {
  return {
    expression,
    nullable: true,
    computed: true,
    placeholder: "json_extract(?, '$')",
    bind: (value) => JSON.stringify(value),
  };
}
