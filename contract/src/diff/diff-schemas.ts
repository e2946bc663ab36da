import type { JsonSchema } from '../json-schema.js';
import { resolveRef } from '../schema/references.js';
import { mapDefinitions, mapSchema } from '../schema/visit-schema.js';
import { compareSchemas, type DefinitionPair, type SchemaRelation } from './compare-schemas.js';
import { isBreaking, type ContractChange } from './contract-change.js';
import { schemaLabel } from './schema-label.js';

export interface SchemaPlace {
  readonly path: string;
  /** `input`: callers send it, so it may only widen. `result`: callers read it, so it may only narrow. */
  readonly use: 'input' | 'result';
  readonly defs: DefinitionPair;
}

/** What callers notice when values of `after` take the place of values of `before`, property by property. */
export function diffSchemas(
  before: JsonSchema,
  after: JsonSchema,
  place: SchemaPlace,
): readonly ContractChange[] {
  if (place.use === 'input') return changesAt(before, after, { ...place, passed: [] });
  const defs = {
    before: mapDefinitions(place.defs.before, readable),
    after: mapDefinitions(place.defs.after, readable),
  };
  return changesAt(readable(before), readable(after), { ...place, defs, passed: [] });
}

/** Readers skip properties that they do not know, so a new one does not hurt them. */
function readable(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, ({ additionalProperties, ...others }) =>
    additionalProperties === false || additionalProperties === undefined
      ? others
      : { ...others, additionalProperties },
  );
}

interface Walk extends SchemaPlace {
  /** Pairs of references that led here: of a type inside itself, the outer one says it all. */
  readonly passed: readonly string[];
}

function changesAt(before: JsonSchema, after: JsonSchema, walk: Walk): readonly ContractChange[] {
  const relation = compareSchemas(before, after, walk.defs);
  const pair = `${before.$ref} ${after.$ref}`;
  if (relation === 'same' || walk.passed.includes(pair)) return [];
  const named = before.$ref !== undefined || after.$ref !== undefined;
  const inside = changesInside(before, after, named ? { ...walk, passed: [...walk.passed, pair] } : walk);
  const impact = impactOf(relation, walk.use);
  // What lies inside says it better, if it says all of it.
  if (inside.length > 0 && (impact === 'compatible' || isBreaking(inside))) return inside;
  const message = sentences[walk.use][relation] + labelChange(before, after);
  return [...inside, { kind: 'changed', impact, path: walk.path, message }];
}

function impactOf(relation: SchemaRelation, use: SchemaPlace['use']): ContractChange['impact'] {
  return relation === (use === 'input' ? 'wider' : 'narrower') ? 'compatible' : 'breaking';
}

const sentences: Readonly<
  Record<SchemaPlace['use'], Readonly<Record<Exclude<SchemaRelation, 'same'>, string>>>
> = {
  input: {
    wider: 'accepts more than before',
    narrower: 'accepts less than before',
    different: 'accepts other values than before',
  },
  result: {
    wider: 'may hold values that it did not before',
    narrower: 'holds fewer values than before',
    different: 'holds other values than before',
  },
};

function labelChange(before: JsonSchema, after: JsonSchema): string {
  const former = schemaLabel(before);
  const later = schemaLabel(after);
  return former === later ? '' : `: ${later} (was ${former})`;
}

/** The changes of the properties of two objects, or of the elements of two lists; none for anything else. */
function changesInside(before: JsonSchema, after: JsonSchema, walk: Walk): readonly ContractChange[] {
  const former = resolveRef(before, walk.defs.before);
  const later = resolveRef(after, walk.defs.after);
  if (former.properties !== undefined && later.properties !== undefined) {
    return propertyChanges(former, later, walk);
  }
  if (typeof former.items === 'object' && typeof later.items === 'object') {
    return changesAt(former.items, later.items, { ...walk, path: `${walk.path}[]` });
  }
  return [];
}

function propertyChanges(before: JsonSchema, after: JsonSchema, walk: Walk): readonly ContractChange[] {
  const former = before.properties ?? {};
  const later = after.properties ?? {};
  const names = new Set([...Object.keys(former), ...Object.keys(later)]);
  return [...names].flatMap((name) => {
    const path = `${walk.path}.${name}`;
    const required = after.required?.includes(name) ?? false;
    if (!Object.hasOwn(later, name)) return [removal(path, walk.use)];
    if (!Object.hasOwn(former, name)) return [addition(path, walk.use, required)];
    const wasRequired = before.required?.includes(name) ?? false;
    return [
      ...(required === wasRequired ? [] : [presenceChange(path, walk.use, required)]),
      ...changesAt(former[name]!, later[name]!, { ...walk, path }),
    ];
  });
}

function removal(path: string, use: SchemaPlace['use']): ContractChange {
  return {
    kind: 'removed',
    impact: 'breaking',
    path,
    message: use === 'input' ? 'is refused now' : 'is gone',
  };
}

function addition(path: string, use: SchemaPlace['use'], required: boolean): ContractChange {
  if (use === 'result') return { kind: 'added', impact: 'compatible', path, message: 'is new' };
  return {
    kind: 'added',
    impact: required ? 'breaking' : 'compatible',
    path,
    message: required ? 'is new and must be given' : 'is new and may be given',
  };
}

function presenceChange(path: string, use: SchemaPlace['use'], required: boolean): ContractChange {
  // Callers that must send more, or may read less, are the ones that break.
  const impact = required === (use === 'input') ? 'breaking' : 'compatible';
  const [always, maybe] = presence[use];
  return { kind: 'changed', impact, path, message: required ? always : maybe };
}

const presence = {
  input: ['must be given now', 'may be left out now'],
  result: ['is always present now', 'may be absent now'],
} as const;
