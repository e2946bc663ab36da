import type { JsonSchema } from '../json-schema.js';
import type { Definitions, InputNode, ModelNode } from '../nodes.js';
import { recordSchema } from './model-schemas.js';
import { referenceTo } from './references.js';
import { JSON_SCHEMA_DIALECT, type SchemaDocument } from './standalone-schema.js';
import { reachableDefinitions } from './visit-schema.js';

/**
 * Everything a caller of the model can send or receive, as one JSON Schema document (draft 2020-12) that describes a record.
 *
 * Its `$defs` hold the named types under their own names, and `model.record`, `create.input`, `commands.<name>.input`,
 * `commands.<name>.result` and so on: dots, because a type's name has none. What only private state uses is left out.
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
  return {
    'model.record': recordSchema(model),
    ...methodSchemas('create', model.create.input, null),
    ...Object.assign({}, ...model.commands.map((each) => methodSchemas(`commands.${each.name}`, each.input, each.result))),
    ...Object.assign({}, ...model.queries.map((each) => methodSchemas(`queries.${each.name}`, each.input, each.result))),
    ...Object.assign({}, ...model.views.map((each) => methodSchemas(`views.${each.name}`, each.input, each.result))),
  };
}

function methodSchemas(place: string, input: InputNode, result: JsonSchema | null): Definitions {
  return {
    ...(input.binding !== 'none' && { [`${place}.input`]: input.schema }),
    ...(result !== null && { [`${place}.result`]: result }),
  };
}
