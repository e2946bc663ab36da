import {
  collectionTable,
  columnName,
  type ColumnType,
  type JsonSchema,
  type StorageNode,
} from '@persist/contract';
import { withoutNull } from '../schema/nullable.js';

/** A field as far as its storage depends on it. */
export interface StoredField {
  readonly name: string;
  readonly table: string;
  readonly optional: boolean;
  readonly schema: JsonSchema;
}

/** How a field is kept: a scalar in a column, a collection in a child table, everything else as JSON. */
export function storageOfField({ name, table, optional, schema }: StoredField): StorageNode {
  const column = columnName(name);
  const { schema: value, nullable } = withoutNull(schema);
  // A column has one NULL: it can stand for null or for absent, not for both.
  if (optional && nullable) return { kind: 'json', column };
  const type = columnType(value);
  if (type !== undefined) return { kind: 'column', column, type };
  const collection = optional || nullable ? undefined : collectionOf(value);
  return collection === undefined
    ? { kind: 'json', column }
    : { kind: 'collection', table: collectionTable(table, name), ...collection };
}

/** The column of a scalar that is not null; `undefined` for what is none. */
export function columnType(schema: JsonSchema): ColumnType | undefined {
  switch (schema.type) {
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
      return 'number';
    case 'string':
      if (schema['x-persist-type'] === 'date') return 'timestamp';
      return schema['x-persist-type'] === 'bigint' ? 'bigint' : 'text';
    default:
      return undefined;
  }
}

type Collection =
  | { readonly shape: 'array' | 'set' | 'map'; readonly element: JsonSchema }
  | { readonly shape: 'entries'; readonly element: JsonSchema; readonly key: JsonSchema };

function collectionOf(schema: JsonSchema): Collection | undefined {
  const { items, additionalProperties } = schema;
  if (schema['x-persist-type'] === 'map' && typeof additionalProperties === 'object') {
    return { shape: 'map', element: additionalProperties };
  }
  if (schema.type !== 'array' || schema.prefixItems !== undefined || typeof items !== 'object') {
    return undefined;
  }
  const [key, value] = items.prefixItems ?? [];
  if (schema['x-persist-type'] === 'map' && key !== undefined && value !== undefined) {
    return { shape: 'entries', element: value, key };
  }
  return { shape: schema['x-persist-type'] === 'set' ? 'set' : 'array', element: items };
}
