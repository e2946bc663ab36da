import type { Json, JsonObject } from '@persist/contract';

// Estimates for V8: what matters is that they grow with the data, in about the right proportion.
const WORD = 8;
const HEADER = 24;
const SLOT = 96;

/**
 * What a hot aggregate takes beside its data: its place in memory with its queues, the facts about it, its instance. A
 * small record is mostly this: measured 0.8 KB once it was read, 1.3 KB once a command ran on it.
 */
export const AGGREGATE_BYTES = 1300;

/** What a collection takes that has no elements. */
export const COLLECTION_BYTES = 250;

/** Roughly the bytes that an encoded value takes in memory once decoded. */
export function jsonBytes(json: Json | undefined): number {
  if (typeof json === 'string') return HEADER + json.length;
  if (typeof json !== 'object' || json === null) return WORD;
  let bytes = HEADER;
  if (Array.isArray(json)) {
    for (const item of json as readonly Json[]) bytes += WORD + jsonBytes(item);
  } else {
    for (const key in json as JsonObject) bytes += WORD + jsonBytes((json as JsonObject)[key]);
  }
  return bytes;
}

/** Roughly the bytes of one element of a collection, with the slot it has. */
export function elementBytes(json: Json): number {
  return SLOT + jsonBytes(json);
}
