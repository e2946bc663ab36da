import { canonicalJson } from '@persist/contract';
import { EncodingError, describeValue } from '../../model/codec/index.js';
import type { ElementKey } from '../../store/change-set.js';
import type { CollectionPlan } from './state-plan.js';

/** The element key of a Map's key: itself where keys are strings, else its canonical JSON. */
export function mapElementKey({ key: codec }: CollectionPlan, key: unknown): ElementKey {
  if (codec !== undefined) return canonicalJson(codec.encode(key));
  if (typeof key === 'string') return key;
  throw new EncodingError(`expected a string as key, found ${describeValue(key)}`);
}
