import type { Definitions, JsonSchema } from '@persist/contract';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { compileFirstError } from './validation/schema-compiler.js';
import { violationsOf } from './validation/violations.js';

/** One way in which a value breaks its schema. */
export interface Violation {
  /** From the payload: `accounts[0].name`; empty for the payload itself. */
  readonly path: string;
  /** Reads on after the path: `must be a string`. */
  readonly message: string;
}

/** The violations of a value; empty where it is valid. Never changes the value. */
export type Validator = (value: unknown) => readonly Violation[];

/**
 * A validator of one schema, whose references point into `defs`. Nothing is coerced and no default filled in.
 * Schemas are compiled on first use, since that costs about a millisecond each and an app has hundreds.
 */
export function compileValidator(schema: JsonSchema, defs: Definitions): Validator {
  let accepts: ValidateFunction | undefined;
  return (value) => {
    accepts ??= compileFirstError(schema, defs);
    // A valid value costs one pass that stops at the first error; only an invalid one pays for a full report.
    return accepts(value) ? none : violationsOf(value, accepts.errors!, { schema, defs });
  };
}

const none: readonly Violation[] = Object.freeze([]);
