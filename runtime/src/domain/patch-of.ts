import type { Json } from '@persist/contract';
import type { DataKey } from './stored.js';

/**
 * A merge patch of a record: the public fields to change, readonly ones and getters aside. Objects and string-keyed
 * Maps are merged member by member, anything else is replaced. `null` removes what may be absent; `undefined` changes
 * nothing.
 */
export type PatchOf<T> = { readonly [K in Extract<DataKey<T>, WritableKey<T>>]?: PatchedMember<T[K]> };

type PatchedMember<V> = [Json] extends [V] ? V : Removable<V> | PatchedValue<Exclude<V, undefined>>;

type Removable<V> = undefined extends V ? null : never;

type PatchedValue<V> = V extends Date
  ? V
  : V extends ReadonlyMap<infer K, infer W>
    ? ReadonlyMap<K, K extends string ? PatchedMember<W> | null : W>
    : V extends ReadonlySet<infer W>
      ? ReadonlySet<W>
      : V extends readonly unknown[]
        ? Readonly<V>
        : V extends object
          ? { readonly [K in keyof V]?: PatchedMember<V[K]> | (string extends keyof V ? null : never) }
          : V;

/** A `readonly` member differs from itself without the modifier. */
type WritableKey<T> = {
  [K in keyof T]-?: Same<{ [P in K]: T[P] }, { -readonly [P in K]: T[P] }> extends true ? K : never;
}[keyof T];

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
