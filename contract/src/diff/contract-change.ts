/** One difference between two contracts. */
export interface ContractChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** `breaking`: a caller written for the former contract, or a record stored under it, may no longer do. */
  readonly impact: 'breaking' | 'compatible';
  /** Names from the model down: `ledger-books.commands.openAccount.input.currency`. */
  readonly path: string;
  /** Says of the thing at `path` what became of it: `must be given now`. */
  readonly message: string;
}

export function isBreaking(changes: readonly ContractChange[]): boolean {
  return changes.some((change) => change.impact === 'breaking');
}
