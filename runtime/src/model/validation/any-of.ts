import { resolveRef, type Definitions, type JsonSchema, type JsonType } from '@persist/contract';
import { listOf, named, typePhrases } from './phrases.js';

/** The one branch of a union that a value was meant for, as its type or a discriminating member tells. */
export function chooseBranch(
  branches: readonly JsonSchema[],
  value: unknown,
  defs: Definitions,
): JsonSchema | undefined {
  const fitting = flatten(branches, defs).filter(({ resolved }) => hasType(resolved, value));
  if (fitting.length <= 1) return fitting[0]?.branch;
  const discriminated = fitting.filter(({ resolved }) => isTaggedAs(resolved, value));
  return discriminated.length === 1 ? discriminated[0]!.branch : undefined;
}

/** `must be a string or null` */
export function describeBranches(branches: readonly JsonSchema[], defs: Definitions): string {
  const phrases = flatten(branches, defs).flatMap(({ resolved }) => describeBranch(resolved));
  return `must be ${listOf([...new Set(phrases)])}`;
}

interface Branch {
  /** As it stands in the contract, so that what is compiled from it can be kept. */
  readonly branch: JsonSchema;
  readonly resolved: JsonSchema;
}

function flatten(branches: readonly JsonSchema[], defs: Definitions): readonly Branch[] {
  return branches.flatMap((branch) => {
    const resolved = resolveRef(branch, defs);
    return resolved.anyOf === undefined ? [{ branch, resolved }] : flatten(resolved.anyOf, defs);
  });
}

function hasType({ type, const: constant, enum: values }: JsonSchema, value: unknown): boolean {
  if (constant !== undefined) return constant === value;
  if (values !== undefined) return values.some((each) => each === value);
  const types: readonly JsonType[] = typeof type === 'string' ? [type] : (type ?? []);
  return types.some((each) => isOfType(each, value));
}

function isOfType(type: JsonType, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === (type === 'integer' ? 'number' : type);
}

/** Members that can have one value only: the `kind` of a tagged union. */
function discriminators({ properties = {} }: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  return Object.entries(properties).filter(([, schema]) => schema.const !== undefined);
}

function isTaggedAs(branch: JsonSchema, value: unknown): boolean {
  const tags = discriminators(branch);
  const members = value as Readonly<Record<string, unknown>>;
  return tags.length > 0 && tags.every(([name, schema]) => members[name] === schema.const);
}

function describeBranch(branch: JsonSchema): readonly string[] {
  if (branch.const !== undefined) return [named(branch.const)];
  if (branch.enum !== undefined) return branch.enum.map(named);
  const [tag] = discriminators(branch);
  if (tag !== undefined) return [`an object with ${tag[0]} ${named(tag[1].const!)}`];
  return typePhrases(branch.type);
}
