import {
  canonicalJson,
  mapReferences,
  reachableDefinitions,
  type Definitions,
  type JsonSchema,
} from '@persist/contract';
import { component } from './document.js';
import type { UniqueNames } from './unique-names.js';

/** Whose named types these are: every model and every error has its own. */
export interface TypeOwner {
  /** Put before a name that means different types in different owners. */
  readonly className: string;
  readonly $defs: Definitions;
  /** What is shown of it; types that only private state uses stay out of the document. */
  readonly shown: readonly JsonSchema[];
}

/** The named types of all owners, under names that are unique in the document. */
export interface SharedTypes {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** A schema of an owner, with its references leading to the document's names. */
  of(owner: TypeOwner, schema: JsonSchema): JsonSchema;
}

/** Types of one name and one meaning become one component; where the meaning differs, each owner gets its own. */
export function shareTypes(owners: readonly TypeOwner[], names: UniqueNames): SharedTypes {
  const uses = owners.flatMap(usesOf);
  const typeNames = new Set(uses.map((use) => use.name));
  const componentNames = new Map(owners.map((owner) => [owner, new Map<string, string>()] as const));
  for (const name of typeNames) {
    const sameName = uses.filter((use) => use.name === name);
    const isOneType = sameName.every((use) => use.meaning === sameName[0]!.meaning);
    const shared = isOneType ? names.take(safeName(name), ownName(sameName[0]!)) : undefined;
    for (const use of sameName) {
      componentNames.get(use.owner)!.set(name, shared ?? names.take(ownName(use)));
    }
  }
  const of = (owner: TypeOwner, schema: JsonSchema): JsonSchema =>
    mapReferences(schema, (name) => component('schemas', componentNames.get(owner)!.get(name)!).$ref);
  const schemas = uses.map(
    ({ owner, name, schema }) => [componentNames.get(owner)!.get(name)!, of(owner, schema)] as const,
  );
  return { schemas: Object.fromEntries(schemas), of };
}

interface Use {
  readonly owner: TypeOwner;
  readonly name: string;
  readonly schema: JsonSchema;
  /** The type with all that it refers to, as text that can be compared. */
  readonly meaning: string;
}

function usesOf(owner: TypeOwner): readonly Use[] {
  const definitions = reachableDefinitions(owner.shown, owner.$defs);
  return Object.entries(definitions).map(([name, schema]) => ({
    owner,
    name,
    schema,
    meaning: canonicalJson([schema, reachableDefinitions([schema], owner.$defs)]),
  }));
}

function ownName({ owner, name }: Use): string {
  return safeName(owner.className + name);
}

/** A component's name is made of fewer characters than a type's. */
function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_');
}
