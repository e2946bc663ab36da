/**
 * The model's refusal of an earlier call with the same idempotency key, answered again.
 * The error's class is not known any more, its name and message are.
 */
export class ReplayedRefusal extends Error {
  override readonly name: string;
  /** The code declared with `@apiError`. */
  readonly code: string;

  constructor({ name, code, message }: { readonly name: string; readonly code: string; readonly message: string }) {
    super(message);
    this.name = name;
    this.code = code;
  }
}
