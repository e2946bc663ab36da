import type { JsonObject } from '@persist/contract';

/** What is kept of a refusal, to give it again. */
export interface KeptRefusal {
  readonly name: string;
  readonly message: string;
  readonly status: number;
  readonly code: string;
  readonly fields: JsonObject;
}

/**
 * The model's refusal of an earlier call with the same idempotency key, answered again.
 * The error's class is not known any more; what callers were told of it is.
 */
export class ReplayedRefusal extends Error {
  override readonly name: string;
  /** Declared with `@apiError`, as the code. */
  readonly status: number;
  readonly code: string;
  /** Public fields of the error, as JSON. */
  readonly fields: JsonObject;

  constructor({ name, message, status, code, fields }: KeptRefusal) {
    super(message);
    this.name = name;
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}
