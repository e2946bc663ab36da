import type { Json, JsonSchema } from '@persist/contract';
import { ts } from '../typescript/ts.js';
import { bare, listValue, literalValue, type LiteralValue } from './literal-value.js';

/** The literal that a field or parameter starts with, encoded as its schema says. */
export function initialValue(
  initializer: ts.Expression | undefined,
  schema: JsonSchema,
  checker: ts.TypeChecker,
): LiteralValue | undefined {
  if (initializer === undefined) return undefined;
  const node = bare(initializer);
  if (!ts.isNewExpression(node)) return literalValue(node, checker);
  const argument = node.arguments?.[0];
  switch (schema['x-persist-type']) {
    case 'set':
      return items(argument, checker);
    case 'map':
      return entries(items(argument, checker), schema);
    case 'date':
      return instant(argument, checker);
    default:
      return undefined;
  }
}

function items(argument: ts.Expression | undefined, checker: ts.TypeChecker): LiteralValue | undefined {
  if (argument === undefined) return { value: [] };
  const node = bare(argument);
  return ts.isArrayLiteralExpression(node) ? listValue(node.elements, checker) : undefined;
}

/** A Map with string keys is an object in JSON, every other one an array of pairs. */
function entries(pairs: LiteralValue | undefined, schema: JsonSchema): LiteralValue | undefined {
  if (pairs === undefined || schema.type === 'array') return pairs;
  return { value: Object.fromEntries(pairs.value as Iterable<[string, Json]>) };
}

function instant(argument: ts.Expression | undefined, checker: ts.TypeChecker): LiteralValue | undefined {
  const literal = argument === undefined ? undefined : literalValue(argument, checker);
  if (typeof literal?.value !== 'string' && typeof literal?.value !== 'number') return undefined;
  // Any other text would mean another instant on a machine in another time zone.
  if (typeof literal.value === 'string' && !/^\d{4}-\d\d-\d\d(T.+(Z|[+-]\d\d:?\d\d))?$/.test(literal.value)) {
    return undefined;
  }
  const date = new Date(literal.value);
  return Number.isNaN(date.getTime()) ? undefined : { value: date.toISOString() };
}
