import type { JsonSchema } from '../json-schema.js';
import type { Definitions } from '../nodes.js';
import { reachableDefinitions } from './visit-schema.js';

export const JSON_SCHEMA_DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** A schema that can leave the contract: it names its dialect and holds every definition it refers to. */
export interface SchemaDocument extends JsonSchema {
  readonly $schema: typeof JSON_SCHEMA_DIALECT;
  readonly $id?: string;
}

/** A self-contained document of one schema, with only those `defs` that it reaches. */
export function standaloneSchema(schema: JsonSchema, defs: Definitions): SchemaDocument {
  const needed = reachableDefinitions([schema], defs);
  return {
    $schema: JSON_SCHEMA_DIALECT,
    ...schema,
    ...(Object.keys(needed).length > 0 && { $defs: needed }),
  };
}
