import type { Json } from '@persist/contract';
import type { CommandContext } from '../model/command-context.js';

/** A record as a value: data members and getters of the class, and the framework's own facts. Deeply frozen. */
export type Stored<T> = Immutable<Pick<T, DataKey<T>>> & {
  /** UUIDv7. */
  readonly id: string;
  /** From 1; every successful call raises it by one. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** A type none of whose parts can be assigned. `Json` is one already, and has no bottom that could be reached. */
export type Immutable<T> = [Json] extends [T] ? T : ImmutableParts<T>;

type ImmutableParts<T> = T extends Date | Method
  ? T
  : T extends ReadonlyMap<infer K, infer V>
    ? ReadonlyMap<Immutable<K>, Immutable<V>>
    : T extends ReadonlySet<infer V>
      ? ReadonlySet<Immutable<V>>
      : T extends object
        ? { readonly [K in keyof T]: Immutable<T[K]> }
        : T;

type Method = (...args: never[]) => unknown;

/** Names of the data members of a class: fields and getters. */
export type DataKey<T> = { [K in keyof T]: T[K] extends Method ? never : K }[keyof T];

/** Names of the methods of a class. */
export type MethodKey<T> = { [K in keyof T]: T[K] extends Method ? K : never }[keyof T] & string;

/** Parameters without the injected context. */
export type Arguments<Parameters extends readonly unknown[]> = Parameters extends [...infer Own, CommandContext]
  ? Own
  : Parameters;

/** Positional arguments of a method. */
export type MethodArguments<T, K extends keyof T> = T[K] extends (...args: infer A) => unknown ? Arguments<A> : never;

/** What a method answers, waited for. */
export type MethodResult<T, K extends keyof T> = T[K] extends (...args: never[]) => infer R
  ? Immutable<Awaited<R>>
  : never;
