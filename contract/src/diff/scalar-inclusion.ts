import type { JsonSchema } from '../json-schema.js';

/** Whether every string of `part` is one of `whole`. */
export function stringFits(part: JsonSchema, whole: JsonSchema): boolean {
  return (
    (part.minLength ?? 0) >= (whole.minLength ?? 0) &&
    (part.maxLength ?? Infinity) <= (whole.maxLength ?? Infinity) &&
    (whole.format === undefined || whole.format === part.format) &&
    (whole.pattern === undefined || whole.pattern === part.pattern || matches(part.const, whole.pattern))
  );
}

function matches(value: unknown, pattern: string): boolean {
  return typeof value === 'string' && new RegExp(pattern, 'u').test(value);
}

/** Whether every number of `part` is one of `whole`. */
export function numberFits(part: JsonSchema, whole: JsonSchema): boolean {
  const integers = isIntegral(part);
  return (
    (whole.type === 'number' || (whole.type === 'integer' && integers)) &&
    reaches(lowest(whole, integers), lowest(part, integers)) &&
    reaches(lowest(mirrored(whole), integers), lowest(mirrored(part), integers)) &&
    (whole.multipleOf === undefined || isMultiple(part, whole.multipleOf))
  );
}

function isIntegral({ type, multipleOf }: JsonSchema): boolean {
  return type === 'integer' || Number.isInteger(multipleOf);
}

/** The end of a range; `open` where the limit itself is not part of it. */
interface End {
  readonly limit: number;
  readonly open: boolean;
}

function lowest({ minimum = -Infinity, exclusiveMinimum = -Infinity }: JsonSchema, integers: boolean): End {
  if (integers) return { limit: Math.max(Math.ceil(minimum), Math.floor(exclusiveMinimum) + 1), open: false };
  const open = exclusiveMinimum >= minimum;
  return { limit: open ? exclusiveMinimum : minimum, open };
}

/** The same range seen from the other end of the number line. */
function mirrored({ maximum = Infinity, exclusiveMaximum = Infinity }: JsonSchema): JsonSchema {
  return { minimum: -maximum, exclusiveMinimum: -exclusiveMaximum };
}

function reaches(whole: End, part: End): boolean {
  return whole.limit < part.limit || (whole.limit === part.limit && (part.open || !whole.open));
}

function isMultiple(part: JsonSchema, of: number): boolean {
  if (typeof part.const === 'number') return Number.isInteger(part.const / of);
  if (part.multipleOf !== undefined && Number.isInteger(part.multipleOf / of)) return true;
  return part.type === 'integer' && Number.isInteger(1 / of);
}
