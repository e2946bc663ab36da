import type { JsonSchema } from '@persist/contract';
import { ts } from '../typescript/ts.js';
import { constraintTags } from './constraints-of.js';
import type { SchemaScope, Site } from './schema-scope.js';
import { agreeing, followAliases, writtenArgument } from './written-type.js';

/** What an index signature or `Record` allows beside the named properties; `false` where there is none. */
export function schemaOfEntries(site: Site, scope: SchemaScope): JsonSchema | false {
  const { type, written, path, place } = site;
  const { checker } = scope.app;
  const infos = checker.getIndexInfosOfType(type);
  const [info] = infos;
  if (info === undefined) return false;
  checkKeys(infos, site, scope);
  const value = agreeing(info.declaration?.type ?? writtenArgument(written, 1), info.type, checker);
  // An entry that is undefined is absent, as `Partial<Record<string, …>>` has it.
  return scope.schemaOf({ type: info.type, written: value, path: `${path}[]`, place, optional: true });
}

/** Keys are any strings, or the decimal strings of numbers: JSON Schema as we write it cannot narrow them. */
function checkKeys(
  infos: readonly ts.IndexInfo[],
  { type, written, path, place }: Site,
  { app, problems }: SchemaScope,
): void {
  const anyKey = ts.TypeFlags.String | ts.TypeFlags.Number;
  const isNarrow = infos.some(({ keyType }) => (keyType.flags & anyKey) === 0);
  const { aliases } = followAliases(writtenArgument(written, 0), app.checker);
  const isConstrained = aliases.some(({ doc }) => constraintTags(doc).length > 0);
  if (!isNarrow && !isConstrained && infos.length === 1) return;
  problems.report(place, 'narrow_key', path, app.checker.typeToString(type));
}
