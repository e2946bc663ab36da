import type { JsonSchema } from '../json-schema.js';
import type { Definitions, InputNode, ModelNode } from '../nodes.js';
import { recordSchema } from './model-schemas.js';
import { referenceTo } from './references.js';
import { JSON_SCHEMA_DIALECT, type SchemaDocument } from './standalone-schema.js';
import { reachableDefinitions } from './visit-schema.js';

/**
 * Everything a caller of the model can send or receive, as one JSON Schema document that describes a record.
 *
 * Its `$defs` hold the named types under their own names, and `model.record`, `create.input`,
 * `commands.<name>.input`, `commands.<name>.result` and so on: dots, because a type's name has none.
 * What only private state uses is left out.
 */
export function modelSchemaDocument(model: ModelNode): SchemaDocument {
  const surface = surfaceSchemas(model);
  return {
    $schema: JSON_SCHEMA_DIALECT,
    $id: `urn:persist:model:${model.name}`,
    title: model.className,
    ...(model.description !== undefined && { description: model.description }),
    $ref: referenceTo('model.record'),
    $defs: { ...reachableDefinitions(Object.values(surface), model.$defs), ...surface },
  };
}

function surfaceSchemas(model: ModelNode): Definitions {
  return Object.fromEntries([
    ['model.record', recordSchema(model)],
    ['create.input', model.create.input.schema],
    ...model.commands.flatMap((each) => methodSchemas(`commands.${each.name}`, each)),
    ...model.queries.flatMap((each) => methodSchemas(`queries.${each.name}`, each)),
    ...model.views.flatMap((each) => methodSchemas(`views.${each.name}`, each)),
  ]);
}

type Callable = { readonly input: InputNode; readonly result: JsonSchema | null };

function methodSchemas(
  place: string,
  { input, result }: Callable,
): readonly [name: string, schema: JsonSchema][] {
  const schemas: [string, JsonSchema][] = [];
  if (input.binding !== 'none') schemas.push([`${place}.input`, input.schema]);
  if (result !== null) schemas.push([`${place}.result`, result]);
  return schemas;
}
