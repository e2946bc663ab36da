import type { JsonSchema } from '../json-schema.js';
import { publicFields } from '../model/model-fields.js';
import type { RecordFieldName } from '../naming/reserved-names.js';
import type { FieldNode, ModelNode } from '../nodes.js';
import { closedObject } from './closed-object.js';

// References in all of these point into the model's `$defs`; `standaloneSchema` takes along what they need.

const id: JsonSchema = { type: 'string', format: 'uuid' };
const timestamp: JsonSchema = { type: 'string', format: 'date-time' };

const recordFields: Readonly<Record<RecordFieldName, JsonSchema>> = {
  id: { ...id, readOnly: true },
  version: { type: 'integer', minimum: 1, readOnly: true },
  createdAt: { ...timestamp, readOnly: true },
  updatedAt: { ...timestamp, readOnly: true },
};

/** A record as it leaves: the framework's facts, then the public fields in order of declaration. */
export function recordSchema(model: ModelNode): JsonSchema {
  const fields = publicFields(model);
  return closedObject({ ...recordFields, ...fieldSchemas(fields) }, [
    ...Object.keys(recordFields),
    ...requiredNames(fields),
  ]);
}

/** The state as it is stored, private fields included; never shown to a caller. */
export function stateSchema(model: ModelNode): JsonSchema {
  return closedObject(fieldSchemas(model.fields), requiredNames(model.fields));
}

/** One page of a list. */
export function pageSchema(model: ModelNode): JsonSchema {
  const count: JsonSchema = { type: 'integer', minimum: 0 };
  const ordinal: JsonSchema = { type: 'integer', minimum: 1 };
  return closedObject(
    {
      items: { type: 'array', items: recordSchema(model) },
      page: { ...ordinal, description: 'Left out where a cursor was given.' },
      perPage: ordinal,
      total: count,
      totalPages: count,
      nextCursor: { type: 'string', description: 'Present while more records follow; pass it as `cursor`.' },
    },
    ['items', 'perPage', 'total', 'totalPages'],
  );
}

function fieldSchemas(fields: readonly FieldNode[]): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(fields.map((field) => [field.name, describedSchema(field)]));
}

function describedSchema({ schema, description }: FieldNode): JsonSchema {
  return description === undefined ? schema : { ...schema, description };
}

function requiredNames(fields: readonly FieldNode[]): readonly string[] {
  return fields.filter((field) => !field.optional).map((field) => field.name);
}
