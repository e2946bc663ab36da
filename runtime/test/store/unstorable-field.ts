import { scalarFields, type ModelNode } from '@persist/contract';
import type { ChangeSet } from '../../src/store/change-set.js';

/** The first changed column whose value no store can keep. */
export function unstorableField(
  model: ModelNode,
  changes: ChangeSet,
): { field: string; reason: string } | undefined {
  for (const { name, storage } of scalarFields(model)) {
    const value = changes.fields[name]?.after;
    if (typeof value !== 'string') continue;
    if (storage.type === 'bigint' && BigInt.asIntN(64, BigInt(value)) !== BigInt(value)) {
      return { field: name, reason: `${value} is not an integer of 64 bits.` };
    }
    if (/\p{Surrogate}/u.test(value)) {
      return { field: name, reason: 'the text is not valid Unicode (half a surrogate pair).' };
    }
  }
  return undefined;
}
