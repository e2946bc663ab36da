import type { Json, JsonSchema } from '../json-schema.js';
import { referencedName } from '../schema/references.js';

/** A schema in a few words, as TypeScript writes it: `Account[]`, `"a" | "b"`, `string (maxLength 3)`. */
export function schemaLabel(schema: JsonSchema | boolean): string {
  if (typeof schema === 'boolean') return schema ? 'any value' : 'no value';
  const bounds = boundKeywords.filter((keyword) => schema[keyword] !== undefined);
  const name = typeLabel(schema);
  return bounds.length === 0
    ? name
    : `${name} (${bounds.map((each) => `${each} ${schema[each]}`).join(', ')})`;
}

const boundKeywords = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const satisfies readonly (keyof JsonSchema)[];

function typeLabel(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return referencedName(schema.$ref) ?? schema.$ref;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value: Json) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(schemaLabel).join(' | ');
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(schemaLabel).join(', ')}]`;
  if (schema.type === 'array') return listLabel(schema.items ?? true);
  if (schema.type === 'object') return objectLabel(schema);
  return [schema.type ?? 'any value'].flat().join(' | ');
}

function listLabel(items: JsonSchema | boolean): string {
  const item = schemaLabel(items);
  return /^[\w$]+$/.test(item) ? `${item}[]` : `(${item})[]`;
}

function objectLabel({ properties, additionalProperties }: JsonSchema): string {
  const keys = Object.keys(properties ?? {});
  if (keys.length > 0) return `{ ${keys.join(', ')} }`;
  return typeof additionalProperties === 'object'
    ? `Record<string, ${schemaLabel(additionalProperties)}>`
    : 'object';
}
