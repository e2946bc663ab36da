import type { CollectionNode, FieldNode, Json, ModelNode } from '@persist/contract';
import { compileCodec, type Codec } from '../../model/codec/index.js';

/** How the state of one model is taken apart for storage and put together again. Compiled once per model. */
export interface StatePlan {
  readonly model: ModelNode;
  /** In order of declaration. */
  readonly fields: readonly FieldPlan[];
  readonly byName: ReadonlyMap<string, FieldPlan>;
}

export type FieldPlan = ValueFieldPlan | CollectionPlan;

interface NamedPlan {
  readonly name: string;
  /** Position among the fields. */
  readonly index: number;
  readonly visibility: FieldNode['visibility'];
  readonly optional: boolean;
  /** Of the whole field. */
  readonly codec: Codec;
}

/** A field stored as one value: a column, or JSON. */
export interface ValueFieldPlan extends NamedPlan {
  readonly kind: 'value';
  /** What a record that was stored before the field existed gets. */
  readonly default: Json | undefined;
}

/** A field stored element by element. */
export interface CollectionPlan extends NamedPlan {
  readonly kind: 'collection';
  readonly shape: CollectionNode['shape'];
  /** Of an element, or of a value of a Map. */
  readonly element: Codec;
  /** Of a key; `entries` only. */
  readonly key: Codec | undefined;
}

export function compileStatePlan(model: ModelNode): StatePlan {
  const fields = model.fields.map((field, index) => compileField(field, index, model));
  return { model, fields, byName: new Map(fields.map((field) => [field.name, field])) };
}

function compileField(field: FieldNode, index: number, { $defs }: ModelNode): FieldPlan {
  const { name, visibility, optional, storage } = field;
  // Dropping what the type does not declare would leave memory and storage at odds.
  const compile = (schema: FieldNode['schema']) => compileCodec(schema, $defs, { undeclared: 'refuse' });
  const named = { name, index, visibility, optional, codec: compile(field.schema) };
  if (storage.kind !== 'collection') {
    // An optional field may be absent on purpose: only a required one must have a value.
    return { ...named, kind: 'value', default: optional ? undefined : field.default };
  }
  return {
    ...named,
    kind: 'collection',
    shape: storage.shape,
    element: compile(storage.element),
    key: storage.key && compile(storage.key),
  };
}
