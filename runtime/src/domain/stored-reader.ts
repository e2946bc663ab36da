import type { JsonObject } from '@persist/contract';
import type { ModelRuntime } from '../engine/model-runtime.js';
import { compileCodec, type Codec } from '../model/codec/index.js';
import type { Stored } from './stored.js';

/** A record and its getters as the engine answers them. */
export interface EncodedRecord {
  readonly record: JsonObject;
  readonly computed?: JsonObject;
}

/** Turns what the engine answers into the value an app works with. */
export type StoredReader<T> = (encoded: EncodedRecord) => Stored<T>;

export function storedReader<T>({ node }: ModelRuntime): StoredReader<T> {
  const codecs = new Map<string, Codec>();
  for (const { name, schema } of [...node.fields, ...node.getters]) {
    codecs.set(name, compileCodec(schema, node.$defs));
  }
  return ({ record, computed = {} }) => {
    const { id, version, createdAt, updatedAt, ...fields } = record;
    const values = Object.entries({ ...fields, ...computed });
    return freeze({
      id,
      version,
      createdAt: new Date(createdAt as string),
      updatedAt: new Date(updatedAt as string),
      ...Object.fromEntries(values.map(([name, value]) => [name, codecs.get(name)!.decode(value)])),
    }) as Stored<T>;
  };
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
