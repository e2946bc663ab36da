import type { JsonSchema } from '@persist/contract';
import { constrain } from './constrain.js';
import { constraintsOf } from './constraints-of.js';
import { withExamples } from './examples.js';
import { reportLostConstraints } from './lost-constraints.js';
import type { SchemaScope, Site } from './schema-scope.js';
import { followAliases } from './written-type.js';

/** Builds the schema of the type behind its aliases, then adds what their comments say of it. */
export function withAliasTags(site: Site, scope: SchemaScope, build: (site: Site) => JsonSchema): JsonSchema {
  const { node, aliases } = followAliases(site.written, scope.app.checker);
  reportLostConstraints(node, site.path, scope);
  const schema = build({ ...site, written: node });
  // What the comment of a definition says is in the definition.
  const defining = schema.$ref === undefined ? undefined : site.type.aliasSymbol?.declarations;
  const docs = aliases
    .filter(({ declaration }) => defining?.includes(declaration as never) !== true)
    .map(({ doc }) => doc);
  const constrained = docs.reduceRight(
    (inner, doc) => constrain(inner, constraintsOf(doc, site.path, scope), { path: site.path, scope }),
    schema,
  );
  const shown = withExamples(constrained, docs, { path: site.path, scope });
  const description = docs.find(({ summary }) => summary !== '')?.summary;
  return description === undefined || schema.$ref !== undefined
    ? shown
    : { ...shown, description };
}
