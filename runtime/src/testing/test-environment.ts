import { v7 } from 'uuid';
import type { Environment } from '../engine/environment.js';

/** A clock that stands until it is moved, and ids that are the same in every run. */
export interface TestEnvironment extends Environment {
  /** Moves the clock by milliseconds; back if negative. */
  advance(milliseconds: number): void;
}

/** @param start RFC 3339; default 2026-01-01. */
export function testEnvironment(start = '2026-01-01T00:00:00.000Z'): TestEnvironment {
  let now = Date.parse(start);
  let count = 0;
  return {
    now: () => new Date(now),
    uuid: () => {
      count += 1;
      return v7({ msecs: now, seq: count, random: fixedBytes });
    },
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

const fixedBytes = new Uint8Array(16);
