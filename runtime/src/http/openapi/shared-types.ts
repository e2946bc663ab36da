import {
  canonicalJson,
  mapReferences,
  reachableDefinitions,
  type Definitions,
  type JsonSchema,
} from '@persist/contract';
import { component, type Reference } from './document.js';
import type { UniqueNames } from './unique-names.js';

/** A model or an error: what is shown of it, and the named types that takes. */
export interface TypeOwner {
  readonly className: string;
  /** The record or the problem document; a component of its own. */
  readonly main: JsonSchema;
  /** Component names to try for it. */
  readonly mainNames: readonly [string, ...string[]];
  /** Inputs and results. Types that only private state uses are not reached from here and stay out. */
  readonly others: readonly JsonSchema[];
  readonly $defs: Definitions;
}

/** The schemas of all owners, under names that are unique in the document. */
export interface SharedTypes {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  main(owner: TypeOwner): Reference;
  /** A schema of an owner, with its references leading to the document's names. */
  of(owner: TypeOwner, schema: JsonSchema): JsonSchema;
}

/** Types of one name and meaning become one component; where the meaning differs, each owner gets its own. */
export function shareTypes(owners: readonly TypeOwner[], names: UniqueNames): SharedTypes {
  const mains = new Map(owners.map((owner) => [owner, names.take(...owner.mainNames)] as const));
  const uses = owners.flatMap(usesOf);
  const nameOf = nameUses(uses, names);
  const of = (owner: TypeOwner, schema: JsonSchema): JsonSchema =>
    mapReferences(schema, (type) => component('schemas', nameOf(owner, type)).$ref);
  return {
    schemas: {
      ...Object.fromEntries(owners.map((owner) => [mains.get(owner)!, of(owner, owner.main)])),
      ...Object.fromEntries(uses.map(({ owner, type, schema }) => [nameOf(owner, type), of(owner, schema)])),
    },
    main: (owner) => component('schemas', mains.get(owner)!),
    of,
  };
}

interface Use {
  readonly owner: TypeOwner;
  readonly type: string;
  readonly schema: JsonSchema;
  /** The type with all that it refers to, as text that can be compared. */
  readonly meaning: string;
}

function usesOf(owner: TypeOwner): readonly Use[] {
  const definitions = reachableDefinitions([owner.main, ...owner.others], owner.$defs);
  return Object.entries(definitions).map(([type, schema]) => ({
    owner,
    type,
    schema,
    meaning: canonicalJson([schema, reachableDefinitions([schema], owner.$defs)]),
  }));
}

function nameUses(uses: readonly Use[], names: UniqueNames): (owner: TypeOwner, type: string) => string {
  const byOwner = new Map<TypeOwner, Map<string, string>>(uses.map(({ owner }) => [owner, new Map()]));
  for (const type of new Set(uses.map((use) => use.type))) {
    const alike = uses.filter((use) => use.type === type);
    const isOneType = alike.every(({ meaning }) => meaning === alike[0]!.meaning);
    const shared = isOneType ? names.take(safeName(type), ownName(alike[0]!)) : undefined;
    for (const use of alike) byOwner.get(use.owner)!.set(type, shared ?? names.take(ownName(use)));
  }
  return (owner, type) => byOwner.get(owner)!.get(type)!;
}

function ownName({ owner, type }: Use): string {
  return safeName(owner.className + type);
}

/** A component's name is made of fewer characters than a type's. */
function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_');
}
