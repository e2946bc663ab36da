import { canonicalJson, type Json, type JsonObject } from '@persist/contract';
import type { Coder, Side } from './coder.js';
import { below } from './container-depth.js';
import { EncodingError, locate } from './encoding-error.js';
import { fitsPart } from './object-coders.js';
import { setProperty } from './object-shape.js';
import { encodeString, unexpected } from './scalar-coders.js';
import { valueKind, type ValueKind } from './value-kind.js';

/** A Map with string keys: in JSON an object. */
export class StringMapCoder implements Coder {
  readonly #value: Coder;

  constructor(value: Coder) {
    this.#value = value;
  }

  encode(value: unknown, depth: number): Json {
    if (!(value instanceof Map)) throw unexpected('a Map', value);
    const inner = below(depth);
    const out: Record<string, Json> = {};
    let at: unknown = '';
    try {
      for (const [key, part] of value as Map<unknown, unknown>) {
        at = key;
        setProperty(out, encodeKey(key), encodeValue(this.#value, part, inner));
      }
    } catch (error) {
      throw locate(error, String(at));
    }
    return out;
  }

  decode(json: Json): unknown {
    if (valueKind(json) !== 'object') throw unexpected('an object', json);
    const out = new Map<string, unknown>();
    let at = '';
    try {
      for (at of Object.keys(json as JsonObject)) out.set(at, this.#value.decode((json as JsonObject)[at]!));
    } catch (error) {
      throw locate(error, at);
    }
    return out;
  }

  kinds(side: Side): readonly ValueKind[] {
    return side === 'memory' ? ['map'] : ['object'];
  }

  fits(value: unknown, side: Side, levels: number): boolean {
    const entries =
      side === 'memory' ? [...(value as Map<unknown, unknown>)] : Object.entries(value as JsonObject);
    return entries.every(
      ([key, part]) => typeof key === 'string' && fitsPart(this.#value, part, { side, levels }),
    );
  }
}

/** A Map with keys of any other type: in JSON an array of pairs. */
export class EntriesCoder implements Coder {
  readonly #key: Coder;
  readonly #value: Coder;

  constructor(key: Coder, value: Coder) {
    this.#key = key;
    this.#value = value;
  }

  encode(value: unknown, depth: number): Json {
    if (!(value instanceof Map)) throw unexpected('a Map', value);
    const inner = below(depth);
    const out: Json[] = [];
    const seen = new Set<string>();
    try {
      for (const [key, part] of value as Map<unknown, unknown>) {
        const encoded = this.#key.encode(key, inner);
        refuseRepeated(encoded, seen);
        out.push([encoded, encodeValue(this.#value, part, inner)]);
      }
    } catch (error) {
      throw locate(error, out.length);
    }
    return out;
  }

  decode(json: Json): unknown {
    if (!Array.isArray(json)) throw unexpected('an array of pairs', json);
    const out = new Map<unknown, unknown>();
    let index = 0;
    try {
      for (const pair of json as readonly (readonly [Json, Json])[]) {
        out.set(this.#key.decode(pair[0]), this.#value.decode(pair[1]));
        index += 1;
      }
    } catch (error) {
      throw locate(error, index);
    }
    return out;
  }

  kinds(side: Side): readonly ValueKind[] {
    return side === 'memory' ? ['map'] : ['array'];
  }

  fits(value: unknown, side: Side, levels: number): boolean {
    return [...(value as Iterable<unknown>)].every((pair) => {
      if (!Array.isArray(pair) || pair.length !== 2) return false;
      return (
        fitsPart(this.#key, pair[0], { side, levels }) && fitsPart(this.#value, pair[1], { side, levels })
      );
    });
  }
}

function encodeKey(key: unknown): string {
  if (typeof key !== 'string') throw unexpected('a string as key', key);
  return encodeString(key);
}

function encodeValue(coder: Coder, value: unknown, depth: number): Json {
  if (value === undefined)
    throw new EncodingError('undefined cannot be stored in a Map; use null, or delete the key');
  return coder.encode(value, depth);
}

/** Two key objects that look the same are two keys in memory, and one in storage. */
function refuseRepeated(encoded: Json, seen: Set<string>): void {
  const text = canonicalJson(encoded);
  if (seen.has(text))
    throw new EncodingError(`the Map holds the key ${text} twice, as two objects; use a string key`);
  seen.add(text);
}
