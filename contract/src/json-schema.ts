/** Any value JSON can hold. Exported to apps as `Json` for state whose shape is not known. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/**
 * How a value looks in memory where plain JSON cannot say it.
 *
 * `date`: `Date` ↔ RFC 3339 with milliseconds and `Z`. `bigint`: `bigint` ↔ decimal string.
 * `set`: `Set` ↔ array of unique items. `map`: `Map` ↔ object (string keys) or array of pairs.
 */
export type InMemoryType = 'date' | 'bigint' | 'set' | 'map';

/**
 * A JSON Schema (draft 2020-12) as the compiler writes it: the keywords it uses and nothing else.
 * References point into the `$defs` of the node that owns the schema (`#/$defs/Name`).
 */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: boolean | JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly default?: Json;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly 'x-persist-type'?: InMemoryType;
}

export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';
