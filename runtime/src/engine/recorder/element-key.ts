import { canonicalJson } from '@persist/contract';
import { EncodingError, describeValue, locate } from '../../model/codec/index.js';
import type { ElementKey } from '../../store/change-set.js';
import { segmentOf } from './object-parts.js';
import type { CollectionPlan } from './state-plan.js';

/** The element key of a Map's key: itself where keys are strings, else its canonical JSON. */
export function mapElementKey({ name, key: codec }: CollectionPlan, key: unknown): ElementKey {
  if (codec === undefined && typeof key === 'string') return key;
  try {
    if (codec === undefined) throw new EncodingError(`expected a string as key, found ${describeValue(key)}`);
    return canonicalJson(codec.encode(key));
  } catch (error) {
    throw locate(error, name, segmentOf(key));
  }
}
