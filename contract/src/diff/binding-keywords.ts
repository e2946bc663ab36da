import type { JsonSchema } from '../json-schema.js';

const annotations: ReadonlySet<string> = new Set<keyof JsonSchema>([
  'default',
  'deprecated',
  'description',
  'examples',
  'readOnly',
  'title',
  'x-persist-type',
]);

/** The schema without what says nothing about the values it allows; inner schemas stay as they are. */
export function bindingKeywords(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.has(keyword)));
}
