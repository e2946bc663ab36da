import type { Json, JsonObject } from '@persist/contract';
import type { Coder, Discriminating, Side } from './coder.js';
import { below } from './container-depth.js';
import { EncodingError, locate } from './encoding-error.js';
import { isDataObject, setProperty } from './object-shape.js';
import { unexpected } from './scalar-coders.js';
import { valueKind, type ValueKind } from './value-kind.js';

export interface PropertyCoder {
  readonly name: string;
  readonly coder: Coder;
  readonly required: boolean;
  /** The literals it is limited to, if it is. */
  readonly literals: readonly Json[] | undefined;
}

export interface ObjectShape {
  readonly properties: readonly PropertyCoder[];
  /** For properties beyond those; `undefined` where there are none by declaration. */
  readonly rest: Coder | undefined;
  /** Whether properties nobody declared are refused, or left out. */
  readonly strict: boolean;
}

const kinds: readonly ValueKind[] = ['object'];

/**
 * An object type, written in the order of declaration; with `rest`, the other keys follow in their own
 * order.
 */
export class ObjectCoder implements Coder, Discriminating {
  readonly tags: ReadonlyMap<string, readonly Json[]>;
  readonly #shape: ObjectShape;
  readonly #declared: ReadonlySet<string>;

  constructor(shape: ObjectShape) {
    this.#shape = shape;
    this.#declared = new Set(shape.properties.map(({ name }) => name));
    const tagged = shape.properties.filter(({ required, literals }) => required && literals !== undefined);
    this.tags = new Map(tagged.map(({ name, literals }) => [name, literals!]));
  }

  encode(value: unknown, depth: number): Json {
    const source = this.#dataOf(value);
    const inner = below(depth);
    const out: Record<string, Json> = {};
    let written = 0;
    let at = '';
    try {
      for (const { name, coder } of this.#shape.properties) {
        at = name;
        const part = source[name];
        if (part === undefined) continue;
        setProperty(out, name, coder.encode(part, inner));
        written += 1;
      }
    } catch (error) {
      throw locate(error, at);
    }
    if (this.#shape.rest !== undefined) this.#encodeRest(source, out, inner);
    else if (this.#shape.strict && Object.keys(source).length > written) this.#refuseUndeclared(source);
    return out;
  }

  decode(json: Json): unknown {
    if (valueKind(json) !== 'object') throw unexpected('an object', json);
    const source = json as JsonObject;
    const out: Record<string, unknown> = {};
    let at = '';
    try {
      for (const { name, coder } of this.#shape.properties) {
        at = name;
        if (Object.hasOwn(source, name)) setProperty(out, name, coder.decode(source[name]!));
      }
      if (this.#shape.rest === undefined) return out;
      for (at of this.#undeclared(source)) setProperty(out, at, this.#shape.rest.decode(source[at]!));
    } catch (error) {
      throw locate(error, at);
    }
    return out;
  }

  kinds(): readonly ValueKind[] {
    return kinds;
  }

  fits(value: unknown, side: Side, levels: number): boolean {
    const source = value as Record<string, unknown>;
    for (const { name, coder, required } of this.#shape.properties) {
      const part = source[name];
      if (part === undefined ? required : !fitsPart(coder, part, { side, levels })) return false;
    }
    const others = this.#undeclared(source);
    const { rest } = this.#shape;
    return rest === undefined
      ? others.length === 0
      : others.every((key) => fitsPart(rest, source[key], { side, levels }));
  }

  #dataOf(value: unknown): Record<string, unknown> {
    if (valueKind(value) !== 'object') throw unexpected('an object', value);
    if (
      isDataObject(value as object) ||
      this.#shape.properties.some(({ name }) => name in (value as object))
    ) {
      return value as Record<string, unknown>;
    }
    throw new EncodingError(
      `${unexpected('an object with data', value).message}, which has none in its properties`,
    );
  }

  #encodeRest(source: Readonly<Record<string, unknown>>, out: Record<string, Json>, depth: number): void {
    let at = '';
    try {
      for (at of this.#undeclared(source)) {
        const part = source[at];
        if (part !== undefined) setProperty(out, at, this.#shape.rest!.encode(part, depth));
      }
    } catch (error) {
      throw locate(error, at);
    }
  }

  #undeclared(source: object): readonly string[] {
    const keys = Object.keys(source);
    return this.#declared.size === 0 ? keys : keys.filter((key) => !this.#declared.has(key));
  }

  #refuseUndeclared(source: Record<string, unknown>): void {
    const stray = this.#undeclared(source).find((key) => source[key] !== undefined);
    if (stray === undefined) return;
    throw new EncodingError(
      'is no property of the declared type and would be lost; declare it, or copy the declared ones only',
    ).within(stray);
  }
}

/** Whether a part is of a kind and shape its coder takes. */
export function fitsPart(
  coder: Coder,
  part: unknown,
  { side, levels }: { readonly side: Side; readonly levels: number },
): boolean {
  if (levels === 0) return true;
  return coder.kinds(side).includes(valueKind(part)) && coder.fits(part, side, levels - 1);
}
