import {
  CONTRACT_VERSION,
  collectionTable,
  columnName,
  tableName,
  type CollectionNode,
  type ColumnType,
  type ConstraintNode,
  type Contract,
  type FieldNode,
  type JsonSchema,
  type ModelNode,
} from '@persist/contract';

/** A contract of models of nothing but state. */
export function contractOf(...models: readonly ModelNode[]): Contract {
  return { contractVersion: CONTRACT_VERSION, models, errors: [] };
}

export function modelOf(name: string, more: Partial<ModelNode>): ModelNode {
  const source = { kind: 'source', file: 'src/model.ts', line: 1 } as const;
  const input = { kind: 'input', binding: 'none', parameters: [], schema: {} } as const;
  return {
    kind: 'model',
    name,
    className: name,
    table: tableName(name),
    schemaVersion: 1,
    patch: false,
    source,
    fields: [],
    getters: [],
    constraints: [],
    create: { kind: 'create', name: 'create', source, input, errors: [], injectsContext: false },
    commands: [],
    queries: [],
    views: [],
    invariants: [],
    $defs: {},
    ...more,
  };
}

const schemas = {
  text: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  timestamp: { type: 'string', format: 'date-time', 'x-persist-type': 'date' },
  bigint: { type: 'string', 'x-persist-type': 'bigint' },
} as const satisfies Record<ColumnType, JsonSchema>;

export function column(name: string, type: ColumnType, more: Partial<FieldNode> = {}): FieldNode {
  return {
    ...base(name, schemas[type]),
    storage: { kind: 'column', column: columnName(name), type },
    ...more,
  };
}

export function nullableColumn(name: string, type: keyof typeof schemas): FieldNode {
  return column(name, type, { schema: { ...schemas[type], type: [schemas[type].type, 'null'] } });
}

export function json(name: string, schema: JsonSchema, more: Partial<FieldNode> = {}): FieldNode {
  return { ...base(name, schema), storage: { kind: 'json', column: columnName(name) }, ...more };
}

export function collection(
  place: { readonly model: string; readonly name: string },
  shape: CollectionNode['shape'],
  more: Partial<FieldNode> = {},
): FieldNode {
  const table = collectionTable(tableName(place.model), place.name);
  return {
    ...base(place.name, { type: 'array' }),
    storage: { kind: 'collection', shape, table, element: {} },
    ...more,
  };
}

/** @param fields names, or dotted paths; the first is what a violation reports. */
export function constraint(
  kind: ConstraintNode['kind'],
  ...fields: readonly [string, ...string[]]
): ConstraintNode {
  const parts = fields.map((name) => {
    const [field, ...path] = name.split('.') as [string, ...string[]];
    return { kind: 'part', field, path } as const;
  });
  return { kind, field: fields[0], parts };
}

function base(name: string, schema: JsonSchema) {
  return { kind: 'field', name, visibility: 'public', readonly: false, optional: false, schema } as const;
}
