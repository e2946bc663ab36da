import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Immutable, Json } from '@persist/runtime';

test('any JSON is immutable as it is, alone and inside other types', () => {
  const alone: Same<Immutable<Json>, Json> = true;
  const inside: Same<
    Immutable<{ notes: Json[] | undefined; due: Date; tags: Set<string[]> }>,
    {
      readonly notes: readonly Json[] | undefined;
      readonly due: Date;
      readonly tags: ReadonlySet<readonly string[]>;
    }
  > = true;

  assert.ok(alone && inside);
});

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
