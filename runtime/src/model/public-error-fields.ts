import type { ErrorNode, JsonObject } from '@persist/contract';
import { compileCodec } from './codec/index.js';

/** The public fields of a domain error, encoded, as the contract lists them; nothing else leaves. */
export function publicErrorFields(error: Error, nodes: readonly ErrorNode[]): JsonObject {
  const node = nodeOf(error, nodes);
  if (node === undefined) return {};
  const values = error as unknown as Readonly<Record<string, unknown>>;
  const present = node.fields.filter(({ name }) => values[name] !== undefined);
  return Object.fromEntries(
    present.map(({ name, schema }) => [name, compileCodec(schema, node.$defs).encode(values[name])]),
  );
}

/** The node of the error's class, or of the nearest class it extends. */
function nodeOf(error: Error, nodes: readonly ErrorNode[]): ErrorNode | undefined {
  for (
    let type: unknown = error.constructor;
    typeof type === 'function';
    type = Object.getPrototypeOf(type)
  ) {
    const { name } = type as { readonly name: string };
    const node = nodes.find((each) => each.name === name);
    if (node !== undefined) return node;
  }
  return undefined;
}
