import type { JsonSchema } from '../json-schema.js';
import type { Definitions } from '../nodes.js';

const prefix = '#/$defs/';

/** `Account` → `#/$defs/Account`. */
export function referenceTo(definition: string): string {
  return prefix + encodeURIComponent(definition.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** `#/$defs/Account` → `Account`; `undefined` for a reference to anything but a definition. */
export function referencedName(reference: string): string | undefined {
  if (!reference.startsWith(prefix)) return undefined;
  return decodeURIComponent(reference.slice(prefix.length)).replaceAll('~1', '/').replaceAll('~0', '~');
}

/**
 * The schema itself, or what its `$ref` leads to, through any number of steps.
 * Keywords beside a `$ref` are kept and win.
 *
 * @throws {TypeError} when a reference leads nowhere or in a circle.
 */
export function resolveRef(schema: JsonSchema, defs: Definitions): JsonSchema {
  let resolved = schema;
  const passed = new Set<string>();
  while (resolved.$ref !== undefined) {
    const { $ref, ...beside } = resolved;
    if (passed.has($ref)) throw new TypeError(`the schema ${$ref} refers to itself only.`);
    passed.add($ref);
    resolved = { ...definitionAt($ref, defs), ...beside };
  }
  return resolved;
}

function definitionAt(reference: string, defs: Definitions): JsonSchema {
  const name = referencedName(reference);
  if (name === undefined || !Object.hasOwn(defs, name)) {
    throw new TypeError(
      `the schema ${reference} does not exist; known are ${Object.keys(defs).join(', ') || 'none'}.`,
    );
  }
  return defs[name]!;
}
