import type { Definitions } from '@persist/contract';
import { isAmbiguous } from '../schema/ambiguous-unions.js';
import { DefinitionTable } from '../schema/definition-table.js';
import { checkExamples } from '../schema/check-examples.js';
import type { SchemaScope, UnionCheck } from '../schema/schema-scope.js';
import { schemaOfType } from '../schema/schema-of-type.js';
import type { Extraction } from './extraction.js';

/** A scope for the schemas of one model or error, with `$defs` of its own. */
export function nodeScope({ app, problems, models }: Extraction): SchemaScope {
  const unions: UnionCheck[] = [];
  const scope: SchemaScope = {
    app,
    problems,
    unions,
    examples: [],
    definitions: new DefinitionTable(),
    isModel: (symbol) => models.has(symbol),
    schemaOf: (site) => schemaOfType(site, scope),
  };
  return scope;
}

/** The definitions of a scope, once complete; unions whose members JSON cannot tell apart are reported. */
export function finishDefinitions(scope: SchemaScope): Definitions {
  const { app, problems, unions, definitions } = scope;
  const defs = definitions.toDefinitions();
  for (const { members, site } of unions) {
    if (!isAmbiguous(members, defs)) continue;
    // As it is written, if it is: the order that TypeScript shows depends on the order of files.
    const text = site.written?.getText() ?? app.checker.typeToString(site.type);
    problems.report(site.place, 'ambiguous_union', site.path, text);
  }
  checkExamples(scope, defs);
  return defs;
}
