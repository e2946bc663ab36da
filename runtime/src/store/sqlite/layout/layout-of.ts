import {
  acceptsNull,
  type ConstraintNode,
  type ConstraintPartNode,
  type Definitions,
  type FieldNode,
  type ModelNode,
} from '@persist/contract';
import { StoreError } from '../../store-error.js';
import {
  factColumns,
  type CollectionLayout,
  type ColumnLayout,
  type IndexLayout,
  type IndexPart,
  type ModelLayout,
} from './model-layout.js';

/** Where the state of a model is kept. */
export function layoutOf(model: ModelNode): ModelLayout {
  return {
    model: model.name,
    table: model.table,
    schemaVersion: model.schemaVersion,
    columns: model.fields.flatMap((field) => columnOf(field, model.$defs)),
    collections: model.fields.flatMap(collectionOf),
    indexes: [
      creationIndex(model.table),
      ...model.constraints.map((constraint) => indexOf(model, constraint)),
    ],
  };
}

function columnOf(field: FieldNode, definitions: Definitions): ColumnLayout[] {
  const { storage } = field;
  if (storage.kind === 'collection') return [];
  return [
    {
      field: field.name,
      column: storage.column,
      type: storage.kind === 'json' ? 'json' : storage.type,
      optional: field.optional,
      required: !field.optional && !acceptsNull(field.schema, definitions),
      ...('default' in field && { default: field.default }),
    },
  ];
}

function collectionOf(field: FieldNode): CollectionLayout[] {
  const { storage } = field;
  if (storage.kind !== 'collection') return [];
  return [
    {
      field: field.name,
      table: storage.table,
      shape: storage.shape,
      ...('default' in field && { default: field.default }),
    },
  ];
}

/** Lists are sorted by creation unless they ask otherwise. */
function creationIndex(table: string): IndexLayout {
  const parts = [
    { field: 'createdAt', column: factColumns.createdAt },
    { field: 'id', column: factColumns.id },
  ];
  return { name: `${table}__created`, unique: false, field: 'createdAt', private: false, parts };
}

function indexOf(model: ModelNode, constraint: ConstraintNode): IndexLayout {
  const unique = constraint.kind === 'unique';
  const parts = constraint.parts.map((part) => partOf(model, part));
  const names = parts.map(({ column, path = [] }) => [column, ...path].join('.'));
  return {
    name: [model.table, constraint.kind, ...names].join('__'),
    unique,
    field: constraint.field,
    private: constraint.parts.some((part) => fieldOf(model, part).visibility === 'private'),
    // With the id at its end an index also sorts, as every order ends with it.
    parts: unique ? parts : [...parts, { field: 'id', column: factColumns.id }],
  };
}

function partOf(model: ModelNode, part: ConstraintPartNode): IndexPart {
  const { storage } = fieldOf(model, part);
  const field = [part.field, ...part.path].join('.');
  if (storage.kind === 'collection') {
    throw new StoreError(
      'unknown_field',
      `${model.className}.${field}: elements of a collection cannot be indexed.`,
    );
  }
  if (storage.kind === 'column') return { field, column: storage.column };
  return { field, column: storage.column, path: part.path };
}

function fieldOf(model: ModelNode, { field: name }: ConstraintPartNode): FieldNode {
  const field = model.fields.find((candidate) => candidate.name === name);
  if (field !== undefined) return field;
  throw new StoreError('unknown_field', `${model.className}: a constraint names ${name}, which is no field.`);
}
