import type { JsonSchema } from '../json-schema.js';
import type { Definitions } from '../nodes.js';
import { isWithin } from './schema-inclusion.js';

/**
 * What became of the values a schema allows. `wider`: all of the former and more.
 * `narrower`: some of the former and no others. `different`: neither, or too intricate to tell.
 */
export type SchemaRelation = 'same' | 'wider' | 'narrower' | 'different';

/** The definitions that the references of the former and of the later schema point into. */
export interface DefinitionPair {
  readonly before: Definitions;
  readonly after: Definitions;
}

/** Compares the values two schemas allow, not their wording: names of types and comments do not count. */
export function compareSchemas(before: JsonSchema, after: JsonSchema, defs: DefinitionPair): SchemaRelation {
  const former = { schema: before, defs: defs.before };
  const later = { schema: after, defs: defs.after };
  const keepsAll = isWithin(former, later);
  const addsNone = isWithin(later, former);
  if (keepsAll) return addsNone ? 'same' : 'wider';
  return addsNone ? 'narrower' : 'different';
}
