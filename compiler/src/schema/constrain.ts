import type { JsonSchema } from '@persist/contract';
import { constraintKeywords, type Fit } from './constraint-keywords.js';
import type { Constraint } from './constraints-of.js';
import { withoutNull } from './nullable.js';
import type { SchemaScope } from './schema-scope.js';

/** The schema with its constraints; those that do not fit are reported. */
export function constrain(
  schema: JsonSchema,
  constraints: readonly Constraint[],
  { path, scope }: { readonly path: string; readonly scope: Pick<SchemaScope, 'problems' | 'definitions'> },
): JsonSchema {
  return constraints.reduce((inner, constraint) => {
    const { name, at } = constraint;
    const { fits } = constraintKeywords[name];
    const changed =
      inner.$ref === undefined
        ? withConstraint(inner, constraint, fits)
        : besideReference(inner, constraint, scope);
    if (changed === undefined) scope.problems.report(at, 'constraint_misfit', path, name, subjects[fits]);
    return changed ?? inner;
  }, schema);
}

const subjects: Readonly<Record<Fit, string>> = {
  number: 'a number',
  string: 'a string',
  array: 'an array, a Set or a Map',
  record: 'a Record or a Map',
};

function withConstraint(schema: JsonSchema, constraint: Constraint, fits: Fit): JsonSchema | undefined {
  // Of a union only the member beside null can be meant; a null passes every other keyword anyway.
  if (schema.anyOf !== undefined) return withinUnion(schema, constraint, fits);
  if (schema.const !== undefined || schema.enum !== undefined) return undefined;
  return adders[fits](schema, constraint);
}

/** Adds a constraint to a schema of a kind it fits. */
const adders: Readonly<Record<Fit, (schema: JsonSchema, constraint: Constraint) => JsonSchema | undefined>> =
  {
    number: (schema, constraint) => {
      const type = typeOf(schema);
      return type === 'number' || type === 'integer' ? withNumber(schema, constraint) : undefined;
    },
    string: (schema, constraint) =>
      typeOf(schema) === 'string' && schema['x-persist-type'] === undefined
        ? withKeyword(schema, constraint)
        : undefined,
    array: (schema, constraint) => {
      if (typeOf(schema) === 'array' && schema.items !== false) return withKeyword(schema, constraint);
      return schema['x-persist-type'] === 'map' ? withSize(schema, constraint) : undefined;
    },
    record: (schema, constraint) => (isOpenObject(schema) ? withKeyword(schema, constraint) : undefined),
  };

function typeOf(schema: JsonSchema): JsonSchema['type'] {
  return withoutNull(schema).schema.type;
}

/** Of a definition only the number of entries can be constrained where it is used. */
function besideReference(
  schema: JsonSchema,
  constraint: Constraint,
  { definitions }: Pick<SchemaScope, 'definitions'>,
): JsonSchema | undefined {
  const fits =
    constraintKeywords[constraint.name].fits === 'record' && isOpenObject(definitions.resolve(schema));
  return fits ? withKeyword(schema, constraint) : undefined;
}

function withinUnion(schema: JsonSchema, constraint: Constraint, fits: Fit): JsonSchema | undefined {
  const members = schema.anyOf ?? [];
  const values = members.filter(({ type }) => type !== 'null');
  const [only] = values;
  if (only === undefined || values.length > 1) return undefined;
  const changed = withConstraint(only, constraint, fits);
  if (changed === undefined) return undefined;
  return { ...schema, anyOf: members.map((member) => (member === only ? changed : member)) };
}

function withNumber(schema: JsonSchema, constraint: Constraint): JsonSchema {
  if (constraint.name !== 'integer') return withKeyword(schema, constraint);
  return { ...schema, type: Array.isArray(schema.type) ? ['integer', 'null'] : 'integer' };
}

function withKeyword(schema: JsonSchema, { name, value }: Constraint): JsonSchema {
  return { ...schema, [name]: value };
}

/** A Map with string keys is an object in JSON. */
function withSize(schema: JsonSchema, { name, value }: Constraint): JsonSchema | undefined {
  if (name === 'minItems') return { ...schema, minProperties: Number(value) };
  if (name === 'maxItems') return { ...schema, maxProperties: Number(value) };
  return undefined;
}

function isOpenObject({ type, additionalProperties }: JsonSchema): boolean {
  return type === 'object' && additionalProperties !== undefined && additionalProperties !== false;
}
