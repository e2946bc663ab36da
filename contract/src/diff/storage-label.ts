import { assertNever } from '../assert-never.js';
import type { StorageNode } from '../nodes.js';

/** Where a field is kept, in words: `the text column owner_name`. */
export function storageLabel(storage: StorageNode): string {
  switch (storage.kind) {
    case 'column':
      return `the ${storage.type} column ${storage.column}`;
    case 'json':
      return `the JSON column ${storage.column}`;
    case 'collection':
      return `the table ${storage.table}, as ${storage.shape}`;
    default:
      return assertNever(storage);
  }
}
