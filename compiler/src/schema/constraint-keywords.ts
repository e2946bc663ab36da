/** Every JSDoc tag that becomes a JSON Schema keyword: the values it fits, and what it takes. */
export const constraintKeywords = {
  integer: { fits: 'number', takes: 'nothing' },
  minimum: { fits: 'number', takes: 'number' },
  maximum: { fits: 'number', takes: 'number' },
  exclusiveMinimum: { fits: 'number', takes: 'number' },
  exclusiveMaximum: { fits: 'number', takes: 'number' },
  multipleOf: { fits: 'number', takes: 'positive number' },
  minLength: { fits: 'string', takes: 'count' },
  maxLength: { fits: 'string', takes: 'count' },
  pattern: { fits: 'string', takes: 'pattern' },
  format: { fits: 'string', takes: 'format' },
  minItems: { fits: 'array', takes: 'count' },
  maxItems: { fits: 'array', takes: 'count' },
  uniqueItems: { fits: 'array', takes: 'nothing' },
  minProperties: { fits: 'record', takes: 'count' },
  maxProperties: { fits: 'record', takes: 'count' },
} as const satisfies Record<string, { fits: Fit; takes: Operand }>;

export type ConstraintName = keyof typeof constraintKeywords;

/** Kinds of values that constraints apply to. `record` is an object of any number of entries. */
export type Fit = 'number' | 'string' | 'array' | 'record';

export type Operand = 'nothing' | 'number' | 'positive number' | 'count' | 'pattern' | 'format';

export function isConstraintName(tag: string): tag is ConstraintName {
  return Object.hasOwn(constraintKeywords, tag);
}

/** The tag that was meant where only the case is wrong: `minlength`. */
export function misspeltConstraint(tag: string): ConstraintName | undefined {
  const names = Object.keys(constraintKeywords) as ConstraintName[];
  return names.find((name) => name !== tag && name.toLowerCase() === tag.toLowerCase());
}
