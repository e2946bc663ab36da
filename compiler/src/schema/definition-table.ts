import { referenceTo, referencedName, type Definitions, type JsonSchema } from '@persist/contract';
import type { ts } from '../typescript/ts.js';

/** Types inside one another beyond this are taken to have no end. */
const DEEPEST = 60;

/** The `$defs` of one contract node, under construction. */
export class DefinitionTable {
  readonly #names = new Map<ts.Type, string>();
  readonly #schemas = new Map<string, JsonSchema>();
  readonly #open = new Set<ts.Type>();

  /** A reference to the type's definition, which `build` makes on first use. */
  named(type: ts.Type, name: string, build: () => JsonSchema): JsonSchema {
    if (!this.#names.has(type)) {
      const claimed = this.#claim(type, name);
      this.#schemas.set(claimed, this.#building(type, build));
    }
    return { $ref: referenceTo(this.#names.get(type)!) };
  }

  /** The schema itself; a reference only where the type contains itself. */
  inline(type: ts.Type, name: string, build: () => JsonSchema): JsonSchema {
    const known = this.#names.get(type);
    if (known !== undefined) return { $ref: referenceTo(known) };
    if (this.#open.has(type)) return { $ref: referenceTo(this.#claim(type, name)) };
    const schema = this.#building(type, build);
    const claimed = this.#names.get(type);
    if (claimed === undefined) return schema;
    this.#schemas.set(claimed, schema);
    return { $ref: referenceTo(claimed) };
  }

  /** The schema itself, or the definition it refers to. */
  resolve(schema: JsonSchema): JsonSchema {
    const name = schema.$ref === undefined ? undefined : referencedName(schema.$ref);
    return name === undefined ? schema : (this.#schemas.get(name) ?? schema);
  }

  /** Whether types nest so deep that they cannot be finite. */
  get endless(): boolean {
    return this.#open.size >= DEEPEST;
  }

  /** Sorted by name. */
  toDefinitions(): Definitions {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #building(type: ts.Type, build: () => JsonSchema): JsonSchema {
    this.#open.add(type);
    const schema = build();
    this.#open.delete(type);
    return schema;
  }

  /** Two files may each have a type of this name: the second met becomes `Name2`. */
  #claim(type: ts.Type, name: string): string {
    const taken = new Set(this.#names.values());
    let claimed = name;
    for (let number = 2; taken.has(claimed); number += 1) claimed = `${name}${number}`;
    this.#names.set(type, claimed);
    return claimed;
  }
}
