import type { Json } from '@persist/contract';
import type { ValueKind } from './value-kind.js';

/** The side of a codec: how a value looks in memory, or in JSON. */
export type Side = 'memory' | 'json';

/** One node of a compiled codec. */
export interface Coder {
  /** `depth` counts containers from the root, so that a cycle is found instead of overflowing the stack. */
  encode(value: unknown, depth: number): Json;
  decode(json: Json): unknown;
  /**
   * The kinds of values this coder may be given; a union looks no further where one branch only takes a
   * kind.
   */
  kinds(side: Side): readonly ValueKind[];
  /** Whether a value of one of these kinds is of this type, `levels` deep. */
  fits(value: unknown, side: Side, levels: number): boolean;
}

/** Objects only: what a union tells its branches apart by. */
export interface Discriminating {
  /** Properties that can hold certain literals only, and are always there. */
  readonly tags: ReadonlyMap<string, readonly Json[]>;
}
