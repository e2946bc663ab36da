import { wholeNumber } from '../../model/whole-number.js';
import { MAX_BODY_BYTES } from '../respond/parse-json.js';

/** What routes take, wherever they are mounted. */
export interface RouteLimits {
  /** Default 1 MiB, whatever the server around them allows. */
  readonly maxBodyBytes?: number;
  /** How long a request may wait until those before it have run; one that would wait longer is refused with 503. Default 2 s. */
  readonly maxQueueMs?: number;
}

/** @throws {RangeError} where a limit is none. */
export function routeLimitsOf({ maxBodyBytes = MAX_BODY_BYTES, maxQueueMs = MAX_QUEUE_MS }: RouteLimits): Required<RouteLimits> {
  return {
    maxBodyBytes: wholeNumber('maxBodyBytes', maxBodyBytes),
    maxQueueMs: wholeNumber('maxQueueMs', maxQueueMs),
  };
}

const MAX_QUEUE_MS = 2_000;
