import {
  acceptsNull,
  publicFields,
  resolveRef,
  type ColumnType,
  type JsonSchema,
  type ModelNode,
} from '@persist/contract';
import type { Operator } from '../store/query-plan.js';
import { indexedPaths } from './indexed-paths.js';

/** What a list can be filtered and sorted by. */
export interface FilterableField {
  /** The field's name, or its dotted path. */
  readonly name: string;
  readonly type: ColumnType;
  readonly schema: JsonSchema;
  readonly operators: readonly Operator[];
}

const known = new WeakMap<ModelNode, ReadonlyMap<string, FilterableField>>();

/** By name: the record's own facts, its public columns, and the paths inside its public objects that are indexed. */
export function filterableFields(model: ModelNode): ReadonlyMap<string, FilterableField> {
  const fields = known.get(model) ?? fieldsOf(model);
  known.set(model, fields);
  return fields;
}

function fieldsOf(model: ModelNode): ReadonlyMap<string, FilterableField> {
  const paths = indexedPaths(model).map(({ name, type, schema }) =>
    filterable(name, type, { schema, nullable: true }),
  );
  return new Map([...facts, ...columns(model), ...paths].map((field) => [field.name, field]));
}

const comparisons = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in'] as const;

const operatorsOf: Readonly<Record<ColumnType, readonly Operator[]>> = {
  text: [...comparisons, 'contains', 'startsWith'],
  number: comparisons,
  timestamp: comparisons,
  bigint: comparisons,
  boolean: ['eq', 'ne', 'in'],
};

function filterable(
  name: string,
  type: ColumnType,
  { schema, nullable = false }: { readonly schema: JsonSchema; readonly nullable?: boolean },
): FilterableField {
  const operators: readonly Operator[] = nullable ? [...operatorsOf[type], 'isNull'] : operatorsOf[type];
  return { name, type, schema, operators };
}

const instant: JsonSchema = { type: 'string', format: 'date-time' };

const facts: readonly FilterableField[] = [
  filterable('id', 'text', { schema: { type: 'string' } }),
  filterable('version', 'number', { schema: { type: 'integer' } }),
  filterable('createdAt', 'timestamp', { schema: instant }),
  filterable('updatedAt', 'timestamp', { schema: instant }),
];

function columns(model: ModelNode): FilterableField[] {
  return publicFields(model).flatMap(({ name, storage, optional, schema }) => {
    if (storage.kind !== 'column') return [];
    const nullable = optional || acceptsNull(schema, model.$defs);
    return [filterable(name, storage.type, { schema: resolveRef(schema, model.$defs), nullable })];
  });
}
