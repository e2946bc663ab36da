import type { Json } from '@persist/contract';
import type { Coder, Side } from './coder.js';
import { below } from './container-depth.js';
import { EncodingError, locate } from './encoding-error.js';
import { fitsPart } from './object-coders.js';
import { unexpected } from './scalar-coders.js';
import type { ValueKind } from './value-kind.js';

const arrayKinds: readonly ValueKind[] = ['array'];
const setKinds: readonly ValueKind[] = ['set'];

/** An array or a tuple: `items` have coders of their own, `rest` is for all others. */
export class ArrayCoder implements Coder {
  readonly #items: readonly Coder[];
  readonly #rest: Coder | undefined;

  constructor(items: readonly Coder[], rest: Coder | undefined) {
    this.#items = items;
    this.#rest = rest;
  }

  encode(value: unknown, depth: number): Json {
    if (!Array.isArray(value)) throw unexpected('an array', value);
    return this.#convert(
      value as unknown[],
      (coder, item, inner) => encodeItem(coder, item, inner),
      below(depth),
    );
  }

  decode(json: Json): unknown {
    if (!Array.isArray(json)) throw unexpected('an array', json);
    return this.#convert(json as readonly Json[], (coder, item) => coder.decode(item), 0);
  }

  kinds(): readonly ValueKind[] {
    return arrayKinds;
  }

  fits(value: unknown, side: Side, levels: number): boolean {
    return (value as readonly unknown[]).every((item, index) => {
      const coder = this.#items[index] ?? this.#rest;
      return coder !== undefined && fitsPart(coder, item, { side, levels });
    });
  }

  #convert<In, Out>(
    items: readonly In[],
    convert: (coder: Coder, item: In, depth: number) => Out,
    depth: number,
  ): Out[] {
    const out: Out[] = [];
    try {
      // Not for…of: a hole must be seen as the undefined it stands for, at its position.
      for (let index = 0; index < items.length; index += 1) {
        const coder = this.#items[index] ?? this.#rest;
        if (coder === undefined)
          throw new EncodingError(`the tuple has ${this.#items.length} elements; this is one more`);
        out.push(convert(coder, items[index] as In, depth));
      }
    } catch (error) {
      throw locate(error, out.length);
    }
    return out;
  }
}

/** A Set: in JSON an array of its items, in the order they were added. */
export class SetCoder implements Coder {
  readonly #item: Coder;

  constructor(item: Coder) {
    this.#item = item;
  }

  encode(value: unknown, depth: number): Json {
    if (!(value instanceof Set)) throw unexpected('a Set', value);
    const inner = below(depth);
    const out: Json[] = [];
    try {
      for (const item of value as Set<unknown>) out.push(encodeItem(this.#item, item, inner));
    } catch (error) {
      throw locate(error, out.length);
    }
    return out;
  }

  decode(json: Json): unknown {
    if (!Array.isArray(json)) throw unexpected('an array', json);
    const out = new Set<unknown>();
    let index = 0;
    try {
      for (const item of json as readonly Json[]) {
        out.add(this.#item.decode(item));
        index += 1;
      }
    } catch (error) {
      throw locate(error, index);
    }
    return out;
  }

  kinds(side: Side): readonly ValueKind[] {
    return side === 'memory' ? setKinds : arrayKinds;
  }

  fits(value: unknown, side: Side, levels: number): boolean {
    return [...(value as Iterable<unknown>)].every((item) => fitsPart(this.#item, item, { side, levels }));
  }
}

function encodeItem(coder: Coder, item: unknown, depth: number): Json {
  if (item === undefined) {
    throw new EncodingError(
      'undefined cannot be stored as an element; use null, or remove the element with splice',
    );
  }
  return coder.encode(item, depth);
}
