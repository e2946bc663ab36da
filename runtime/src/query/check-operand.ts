import { assertNever, type ColumnType, type Json } from '@persist/contract';
import { isWellFormed } from '../store/is-well-formed.js';
import type { Operator } from '../store/query-plan.js';
import type { FilterableField } from './filterable-fields.js';
import { parseInstant } from './parse-instant.js';

/** The other side of a comparison in the field's JSON encoding, or why it cannot be. */
export type Operand = { readonly value: Json } | { readonly problem: string };

/** More would make a statement of their own. */
const MAX_IN = 1000;

/** @param value in the field's JSON encoding, or as text, which is how a URL has it. */
export function checkOperand(field: FilterableField, operator: Operator, value: unknown): Operand {
  // A variable that was never set would silently match everything.
  if (value === undefined) {
    return { problem: 'is undefined; leave it out, or write null for a missing value.' };
  }
  if (operator === 'isNull') return scalar('boolean', value);
  if (operator === 'in') return list(field, value);
  if (operator === 'eq' || operator === 'ne') return member(field, value);
  return scalar(field.type, value);
}

function list(field: FilterableField, values: unknown): Operand {
  if (!Array.isArray(values)) return { problem: 'must be a list.' };
  if (values.length > MAX_IN) return { problem: `must have at most ${MAX_IN} values.` };
  const operands = values.map((value) => member(field, value));
  const bad = operands.find((operand) => 'problem' in operand);
  return bad ?? { value: operands.map((operand) => (operand as { readonly value: Json }).value) };
}

/** A value the field itself could have: of its enumeration, or `null` where it may be missing. */
function member({ type, schema, operators }: FilterableField, value: unknown): Operand {
  if (value === null) return operators.includes('isNull') ? { value } : { problem: 'is never null.' };
  const operand = scalar(type, value);
  const allowed = schema.const === undefined ? schema.enum : [schema.const];
  if ('problem' in operand || allowed === undefined || allowed.includes(operand.value)) return operand;
  return { problem: `must be one of ${allowed.map((option) => JSON.stringify(option)).join(', ')}.` };
}

function scalar(type: ColumnType, value: unknown): Operand {
  switch (type) {
    case 'text':
      return text(value);
    case 'number':
      return number(value);
    case 'boolean':
      return boolean(value);
    case 'timestamp':
      return timestamp(value);
    case 'bigint':
      return bigint(value);
    default:
      return assertNever(type);
  }
}

function text(value: unknown): Operand {
  if (typeof value === 'string' && isWellFormed(value)) return { value };
  return { problem: 'must be a text.' };
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function number(value: unknown): Operand {
  const parsed = typeof value === 'string' && jsonNumber.test(value) ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed)
    ? { value: parsed }
    : { problem: 'must be a number.' };
}

function boolean(value: unknown): Operand {
  if (value === true || value === 'true') return { value: true };
  if (value === false || value === 'false') return { value: false };
  return { problem: 'must be true or false.' };
}

function timestamp(value: unknown): Operand {
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  if (instant !== undefined) return { value: instant.toISOString() };
  return {
    problem: 'must be a time such as 2026-01-31T12:00:00Z (in a URL, write the + of an offset as %2B).',
  };
}

const integer = /^-?\d{1,19}$/;

function bigint(value: unknown): Operand {
  if (typeof value === 'string' && integer.test(value)) {
    const parsed = BigInt(value);
    if (BigInt.asIntN(64, parsed) === parsed) return { value: parsed.toString() };
  }
  return { problem: 'must be an integer of at most 64 bits.' };
}
