import type { JsonSchema } from '@persist/contract';
import { platformName } from '../typescript/type-origin.js';
import { ts } from '../typescript/ts.js';
import { constrain } from './constrain.js';
import { constraintTags, constraintsOf } from './constraints-of.js';
import type { SchemaScope, Site } from './schema-scope.js';
import { followAliases, type Written } from './written-type.js';

/** Builds the schema of the type behind its aliases, then adds what their comments say of it. */
export function withAliasTags(
  site: Site,
  scope: SchemaScope,
  build: (site: Site) => JsonSchema,
): JsonSchema {
  const { node, docs } = followAliases(site.written, scope.app.checker);
  reportLostConstraints(node, site.path, scope);
  const schema = build({ ...site, written: node });
  const constrained = docs.reduceRight(
    (inner, doc) => constrain(inner, constraintsOf(doc, site.path, scope), { path: site.path, scope }),
    schema,
  );
  const description = docs.find(({ summary }) => summary !== '')?.summary;
  return description === undefined || constrained.$ref !== undefined ? constrained : { ...constrained, description };
}

/** Inside `Page<Email>` nothing but `string` is left of `Email`. */
function reportLostConstraints(written: Written | undefined, path: string, { app, problems }: SchemaScope): void {
  if (written === undefined || !ts.isTypeReferenceNode(written)) return;
  const name = platformName(app.checker.getTypeFromTypeNode(written), app.program);
  if (name !== undefined || written.typeName.getText() === 'Record') return;
  checkTypeArguments(written.typeArguments ?? [], path, { app, problems });
}

/** Reports arguments of a generic type whose constraints would be lost. */
export function checkTypeArguments(
  written: readonly ts.TypeNode[],
  path: string,
  { app, problems }: Pick<SchemaScope, 'app' | 'problems'>,
): void {
  for (const argument of written) {
    const { docs } = followAliases(argument, app.checker);
    if (docs.every((doc) => constraintTags(doc).length === 0)) continue;
    problems.report(argument, 'constraint_lost', path, argument.getText());
  }
}
