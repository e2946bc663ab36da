import type { JsonSchema } from '@persist/contract';
import type { SchemaScope } from '../schema/schema-scope.js';
import { agreeing, writtenArgument } from '../schema/written-type.js';
import { ts } from '../typescript/ts.js';
import { includesUndefined } from './data-member.js';

export interface Result {
  /** `null` for a method that returns nothing. */
  readonly result: JsonSchema | null;
  /** Declared `async`, or returning a Promise. */
  readonly async: boolean;
}

/** What a method or getter gives back, awaited. */
export function resultOf(
  returned: ts.Type,
  { node, path }: { readonly node: ts.SignatureDeclaration; readonly path: string },
  scope: SchemaScope,
): Result {
  const { checker } = scope.app;
  const type = checker.getAwaitedType(returned) ?? returned;
  const isAsync = type !== returned;
  const place = node.type ?? node.name ?? node;
  if (isNothing(type)) return { result: null, async: isAsync };
  if (includesUndefined(type)) {
    scope.problems.report(place, 'undefined_result', path, checker.typeToString(type));
    return { result: null, async: isAsync };
  }
  const written = agreeing(isAsync ? writtenArgument(node.type, 0) : node.type, type, checker);
  return { result: scope.schemaOf({ type, written, path: `${path}()`, place }), async: isAsync };
}

export function isNothing({ flags }: ts.Type): boolean {
  return (flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) !== 0;
}
