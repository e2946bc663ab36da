import type { JsonSchema } from '../json-schema.js';
import type { InputNode } from '../nodes.js';
import { compareSchemas, type DefinitionPair } from './compare-schemas.js';
import type { ContractChange } from './contract-change.js';
import { diffSchemas } from './diff-schemas.js';

/** A method and the definitions its schemas refer to. */
export interface MethodPlace {
  readonly path: string;
  readonly defs: DefinitionPair;
}

export function diffInputs(
  before: InputNode,
  after: InputNode,
  { path, defs }: MethodPlace,
): readonly ContractChange[] {
  const former = payloadSchema(before);
  const later = payloadSchema(after);
  const rebound = before.binding !== after.binding && before.binding !== 'none' && after.binding !== 'none';
  const relation = compareSchemas(former, later, defs);
  // The same payload may be written either way: `rename(input: { name })` and `rename(name)`.
  if (!rebound || relation === 'same' || relation === 'wider') {
    return diffSchemas(former, later, { path: `${path}.input`, defs, use: 'input' });
  }
  const message = after.binding === 'named' ? unwrapped : wrapped;
  return [{ kind: 'changed', impact: 'breaking', path: `${path}.input`, message }];
}

const unwrapped =
  'was one object that is the payload, and binds by name now: ' +
  'adding a second parameter changes the payload; put the new value into the object instead';

const wrapped = 'bound by name, and is one object now: its properties stand where the parameters did';

function payloadSchema({ binding, schema }: InputNode): JsonSchema {
  return binding === 'none' ? { type: 'object', properties: {}, additionalProperties: false } : schema;
}

export function diffResults(
  before: JsonSchema | null,
  after: JsonSchema | null,
  { path, defs }: MethodPlace,
): readonly ContractChange[] {
  if (before !== null && after !== null) {
    return diffSchemas(before, after, { path: `${path}.result`, defs, use: 'result' });
  }
  if (before === after) return [];
  return after === null
    ? [
        {
          kind: 'removed',
          impact: 'breaking',
          path: `${path}.result`,
          message: 'is gone: answers 204 (was 200)',
        },
      ]
    : [
        {
          kind: 'added',
          impact: 'breaking',
          path: `${path}.result`,
          message: 'is new: answers 200 (was 204)',
        },
      ];
}
