import type { Json, JsonObject } from '@persist/contract';

// Estimates for V8: what matters is that they grow with the data, in about the right proportion.
const WORD = 8;
const HEADER = 24;
const SLOT = 96;

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
