import type { Json, JsonSchema } from '@persist/contract';
import type { TextPosition } from '../typescript/text-position.js';
import type { DocComment, DocTag } from './doc-comment.js';
import type { SchemaScope } from './schema-scope.js';

/** An example to be judged once all definitions are complete. */
export interface ExampleCheck {
  readonly schema: JsonSchema;
  readonly value: Json;
  readonly path: string;
  readonly at: TextPosition;
}

export interface ExampleSite {
  readonly path: string;
  readonly scope: SchemaScope;
}

/** The schema of a value with the `@example` tags of its comments: `@example EUR`, `@example 12.5`. */
export function withExamples(
  schema: JsonSchema,
  docs: readonly DocComment[],
  { path, scope }: ExampleSite,
): JsonSchema {
  const isText = typeOf(scope.definitions.resolve(schema)) === 'string';
  const tags = docs.flatMap(exampleTags);
  return withValues(schema, tags, { path, scope, read: (text) => (isText ? readText(text) : readJson(text)) });
}

/** The schema of a payload with the examples of its method's comment; how to call it in TypeScript is no example. */
export function withPayloadExamples(
  schema: JsonSchema,
  doc: DocComment,
  { path, scope }: ExampleSite,
): JsonSchema {
  const tags = exampleTags(doc).filter(({ text }) => /^(\{|```json)/.test(text));
  return withValues(schema, tags, { path, scope, read: (text) => readJson(withoutFence(text)) });
}

interface ReadableSite extends ExampleSite {
  /** `undefined` for what is no value. */
  readonly read: (text: string) => Json | undefined;
}

function withValues(schema: JsonSchema, tags: readonly DocTag[], { path, scope, read }: ReadableSite): JsonSchema {
  const values = tags.flatMap(({ text, at }) => {
    const value = read(text);
    if (value === undefined) {
      scope.problems.report(at, 'example_unreadable', path, text);
      return [];
    }
    scope.examples.push({ schema, value, path, at });
    return [value];
  });
  return values.length === 0 ? schema : { ...schema, examples: [...(schema.examples ?? []), ...values] };
}

function exampleTags({ tags }: DocComment): readonly DocTag[] {
  return tags.filter(({ name }) => name === 'example');
}

function typeOf({ type, anyOf }: JsonSchema): JsonSchema['type'] {
  const types = anyOf === undefined ? [type ?? []].flat() : anyOf.flatMap((member) => member.type ?? []);
  const present = types.filter((each) => each !== 'null');
  return present.length === 1 ? present[0] : undefined;
}

/** As it is written; in quotes where blanks at its ends count. */
function readText(text: string): Json | undefined {
  if (text === '') return undefined;
  return text.startsWith('"') ? readJson(text) : text;
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function withoutFence(text: string): string {
  return text.replace(/^```json\s*/, '').replace(/\s*```$/, '');
}
