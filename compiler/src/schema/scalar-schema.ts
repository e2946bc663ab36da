import type { JsonSchema } from '@persist/contract';
import { ts } from '../typescript/ts.js';

export const dateSchema: JsonSchema = { type: 'string', format: 'date-time', 'x-persist-type': 'date' };

/** Decimal digits of a 64-bit integer, in the one way to write them. */
export const bigintSchema: JsonSchema = {
  type: 'string',
  pattern: '^(0|-?[1-9][0-9]{0,18})$',
  'x-persist-type': 'bigint',
};

/** The schema of a type without parts; `undefined` for every other type. */
export function schemaOfScalar(type: ts.Type): JsonSchema | undefined {
  const literal = literalSchema(type);
  if (literal !== undefined) return literal;
  // To TypeScript boolean is a union, and so are enums.
  if (type.isUnion() && (type.flags & ts.TypeFlags.Boolean) === 0) return undefined;
  const primitive = primitives.find(([flags]) => (type.flags & flags) !== 0);
  if (primitive !== undefined) return primitive[1];
  return isTemplate(type) ? templateSchema(type) : undefined;
}

function literalSchema(type: ts.Type): JsonSchema | undefined {
  if (type.isStringLiteral()) return { type: 'string', const: type.value };
  if (type.isNumberLiteral()) return { type: 'number', const: type.value };
  if (isBigIntLiteral(type)) return { ...bigintSchema, enum: [bigintText(type)] };
  return isBooleanLiteral(type) ? { type: 'boolean', const: isTrue(type) } : undefined;
}

const primitives: readonly (readonly [flags: ts.TypeFlags, schema: JsonSchema])[] = [
  [ts.TypeFlags.String, { type: 'string' }],
  // An enum whose members are computed.
  [ts.TypeFlags.Number | ts.TypeFlags.Enum, { type: 'number' }],
  [ts.TypeFlags.Boolean, { type: 'boolean' }],
  [ts.TypeFlags.BigInt, bigintSchema],
  [ts.TypeFlags.Null, { type: 'null' }],
];

export function isBigIntLiteral(type: ts.Type): type is ts.BigIntLiteralType {
  return (type.flags & ts.TypeFlags.BigIntLiteral) !== 0;
}

export function bigintText({ value }: ts.BigIntLiteralType): string {
  return `${value.negative ? '-' : ''}${value.base10Value}`;
}

export function isBooleanLiteral(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.BooleanLiteral) !== 0;
}

/** Boolean literal types carry their value only under a name of the compiler's own. */
export function isTrue(type: ts.Type): boolean {
  return 'intrinsicName' in type && type.intrinsicName === 'true';
}

function isTemplate(type: ts.Type): type is ts.TemplateLiteralType {
  return (type.flags & ts.TypeFlags.TemplateLiteral) !== 0;
}

function templateSchema({ texts, types }: ts.TemplateLiteralType): JsonSchema | undefined {
  const slots = types.map((type) => slotPattern(type));
  if (slots.includes(undefined)) return undefined;
  const pattern = texts.map((text, index) => `${escaped(text)}${slots[index] ?? ''}`).join('');
  return { type: 'string', pattern: `^${pattern}$` };
}

function slotPattern(type: ts.Type): string | undefined {
  if ((type.flags & ts.TypeFlags.String) !== 0) return '[\\s\\S]*';
  if ((type.flags & ts.TypeFlags.Number) !== 0) return '-?[0-9]+(\\.[0-9]+)?(e[+-]?[0-9]+)?';
  if ((type.flags & ts.TypeFlags.BigInt) !== 0) return '-?[0-9]+';
  return undefined;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
