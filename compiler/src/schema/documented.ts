import type { JsonSchema } from '@persist/contract';
import { constrain } from './constrain.js';
import { constraintsOf } from './constraints-of.js';
import type { DocComment } from './doc-comment.js';
import { withExamples } from './examples.js';
import type { SchemaScope } from './schema-scope.js';

/** Adds what the comments of a property or type say: constraints, description, deprecation. */
export function documented(
  schema: JsonSchema,
  docs: readonly DocComment[],
  { path, scope }: { readonly path: string; readonly scope: SchemaScope },
): JsonSchema {
  const constraints = docs.flatMap((doc) => constraintsOf(doc, path, scope));
  const summary = docs.find((doc) => doc.summary !== '')?.summary;
  const deprecated = docs.some(({ tags }) => tags.some(({ name }) => name === 'deprecated'));
  return {
    ...withExamples(constrain(schema, constraints, { path, scope }), docs, { path, scope }),
    ...(summary !== undefined && { description: summary }),
    ...(deprecated && { deprecated }),
  };
}
