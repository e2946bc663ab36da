import type { JsonSchema } from '../json-schema.js';
import type { Definitions, ErrorNode, ModelNode } from '../nodes.js';
import { referencedName } from '../schema/references.js';
import { subschemas } from '../schema/visit-schema.js';
import { childPointer } from './json-pointer.js';
import { chosen, keysOf } from './shape-fit.js';
import type { ContractProblem } from './shape-problems.js';
import { node, present, type Shape } from './shape.js';

/** The references anywhere in `owner` that lead to none of its definitions. */
export function referenceProblems(
  owner: ModelNode | ErrorNode,
  defs: Definitions,
  path: string,
): readonly ContractProblem[] {
  return schemasIn(owner, node(owner.kind), path)
    .flatMap(withSubschemas)
    .filter(({ schema }) => schema.$ref !== undefined && !leadsTo(schema.$ref, defs))
    .map(({ schema, path: place }) => ({
      path: childPointer(place, '$ref'),
      message: `${schema.$ref} is not among the $defs of ${owner.name}`,
    }));
}

interface PlacedSchema {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** The outermost schemas below `value`. */
function schemasIn(value: unknown, shape: Shape, path: string): readonly PlacedSchema[] {
  switch (shape.is) {
    case 'schema':
      return [{ path, schema: value as JsonSchema }];
    case 'list':
    case 'map':
      return Object.entries(value as object).flatMap(([key, each]) =>
        schemasIn(each, shape.of, childPointer(path, key)),
      );
    case 'either':
      return schemasIn(value, chosen(value, shape), path);
    case 'record':
    case 'node':
      return Object.entries(keysOf(value as object, shape)).flatMap(([key, inner]) => {
        const held = (value as Record<string, unknown>)[key];
        return held === undefined ? [] : schemasIn(held, present(inner), childPointer(path, key));
      });
    default:
      return [];
  }
}

function withSubschemas({ path, schema }: PlacedSchema): readonly PlacedSchema[] {
  const inner = subschemas(schema).map((each) => ({
    path: each.path.reduce(childPointer, path),
    schema: each.schema,
  }));
  return [{ path, schema }, ...inner.flatMap(withSubschemas)];
}

function leadsTo(reference: string, defs: Definitions): boolean {
  const name = referencedName(reference);
  return name !== undefined && Object.hasOwn(defs, name);
}
