/** Thrown while a write set is encoded: it fails, the others of its group do not. */
export class UnstorableValue extends Error {
  override readonly name = 'UnstorableValue';
  readonly field: string;
  readonly reason: string;

  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`);
    this.field = field;
    this.reason = reason;
  }
}
