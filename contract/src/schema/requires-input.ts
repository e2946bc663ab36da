import type { Definitions, InputNode } from '../nodes.js';
import { resolveRef } from './references.js';

/** Whether a call without a payload cannot be meant. */
export function requiresInput(input: InputNode, defs: Definitions): boolean {
  if (input.binding === 'none' || isOptionalAsWhole(input)) return false;
  const { type, required = [] } = resolveRef(input.schema, defs);
  return type !== 'object' || required.length > 0;
}

/** Whether the one parameter that is the payload may be left out; it travels as `null` then. */
export function isOptionalAsWhole({ binding, parameters }: InputNode): boolean {
  return binding === 'object' && parameters[0]!.optional;
}
