import {
  referencedName,
  resolveRef,
  type Definitions,
  type Json,
  type JsonSchema,
  type JsonType,
} from '@persist/contract';
import { ArrayCoder, SetCoder } from './array-coders.js';
import type { Coder, Discriminating, Side } from './coder.js';
import { jsonCoder } from './json-coder.js';
import { EntriesCoder, StringMapCoder } from './map-coders.js';
import { ObjectCoder, type PropertyCoder } from './object-coders.js';
import {
  bigintCoder,
  booleanCoder,
  dateCoder,
  literalCoder,
  nullCoder,
  numberCoder,
  stringCoder,
} from './scalar-coders.js';
import { UnionCoder } from './union-coder.js';

export interface CoderScope {
  readonly defs: Definitions;
  /** Whether properties that no type declares are refused. */
  readonly strict: boolean;
  /** Definitions compiled so far, or being compiled: a type may contain itself. */
  readonly references: Map<string, ReferenceCoder>;
}

export function compileCoder(schema: JsonSchema, scope: CoderScope): Coder {
  if (schema.$ref !== undefined) return compileReference(schema.$ref, scope);
  if (schema.anyOf !== undefined)
    return new UnionCoder(schema.anyOf.map((branch) => compileCoder(branch, scope)));
  if (Array.isArray(schema.type))
    return compileAlternatives(schema, schema.type as readonly JsonType[], scope);
  const special = compileInMemoryType(schema, scope);
  if (special !== undefined) return special;
  const literals = literalsOf(schema);
  return literals === undefined ? compileType(schema, scope) : literalCoder(literals);
}

function compileReference(reference: string, scope: CoderScope): Coder {
  const name = referencedName(reference) ?? reference;
  const known = scope.references.get(name);
  if (known !== undefined) return known;
  const coder = new ReferenceCoder();
  scope.references.set(name, coder);
  coder.target = compileCoder(resolveRef({ $ref: reference }, scope.defs), scope);
  return coder;
}

/** `type: ['string', 'null']`: the other keywords belong to whichever type they speak of. */
function compileAlternatives(schema: JsonSchema, types: readonly JsonType[], scope: CoderScope): Coder {
  const literals = literalsOf(schema);
  if (literals !== undefined) return literalCoder(literals);
  return new UnionCoder(
    types.map((type) => (type === 'null' ? nullCoder : compileCoder({ ...schema, type }, scope))),
  );
}

function compileInMemoryType(schema: JsonSchema, scope: CoderScope): Coder | undefined {
  switch (schema['x-persist-type']) {
    case 'date':
      return dateCoder;
    case 'bigint':
      return bigintCoder;
    case 'set':
      return new SetCoder(compileItems(schema.items, scope) ?? jsonCoder);
    case 'map':
      return compileMap(schema, scope);
    case undefined:
      return undefined;
  }
}

function compileMap(schema: JsonSchema, scope: CoderScope): Coder {
  if (schema.type !== 'array') {
    return new StringMapCoder(compileItems(schema.additionalProperties, scope) ?? jsonCoder);
  }
  const pair = typeof schema.items === 'object' ? resolveRef(schema.items, scope.defs) : {};
  const [key, value] = (pair.prefixItems ?? []).map((item) => compileCoder(item, scope));
  return new EntriesCoder(key ?? jsonCoder, value ?? jsonCoder);
}

function compileType(schema: JsonSchema, scope: CoderScope): Coder {
  switch (schema.type as JsonType | undefined) {
    case 'null':
      return nullCoder;
    case 'boolean':
      return booleanCoder;
    case 'integer':
    case 'number':
      return numberCoder;
    case 'string':
      return stringCoder;
    case 'array':
      return compileArray(schema, scope);
    case 'object':
      return compileObject(schema, scope);
    case undefined:
      return jsonCoder;
  }
}

function compileArray({ items, prefixItems = [] }: JsonSchema, scope: CoderScope): Coder {
  const rest = items === undefined && prefixItems.length > 0 ? undefined : compileItems(items ?? true, scope);
  return new ArrayCoder(
    prefixItems.map((item) => compileCoder(item, scope)),
    rest,
  );
}

function compileObject(
  { properties, required = [], additionalProperties }: JsonSchema,
  scope: CoderScope,
): Coder {
  const coders = Object.entries(properties ?? {}).map(([name, schema]): PropertyCoder => ({
    name,
    coder: compileCoder(schema, scope),
    required: required.includes(name),
    literals: literalsOf(resolveRef(schema, scope.defs)),
  }));
  // Types are closed: only an object of which nothing is declared may hold anything.
  const rest = compileItems(additionalProperties ?? properties === undefined, scope);
  return new ObjectCoder({ properties: coders, rest, strict: scope.strict });
}

/** The coder of a keyword that is a schema, or `true` for anything, or `false` for nothing. */
function compileItems(schema: boolean | JsonSchema | undefined, scope: CoderScope): Coder | undefined {
  if (typeof schema === 'object') return compileCoder(schema, scope);
  return schema === true ? jsonCoder : undefined;
}

function literalsOf(schema: JsonSchema): readonly Json[] | undefined {
  if (schema['x-persist-type'] !== undefined) return undefined;
  return schema.const === undefined ? schema.enum : [schema.const];
}

/** Stands for a definition while that is being compiled, and after. */
class ReferenceCoder implements Coder, Partial<Discriminating> {
  target!: Coder;

  encode(value: unknown, depth: number): Json {
    return this.target.encode(value, depth);
  }

  decode(json: Json): unknown {
    return this.target.decode(json);
  }

  kinds(side: Side) {
    return this.target.kinds(side);
  }

  fits(value: unknown, side: Side, levels: number): boolean {
    return this.target.fits(value, side, levels);
  }

  get tags(): ReadonlyMap<string, readonly Json[]> | undefined {
    return (this.target as Partial<Discriminating>).tags;
  }
}
