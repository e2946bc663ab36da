import type { Json, JsonObject } from '@persist/contract';
import type { HttpAnswer } from '../exchange/answer.js';
import { jsonAnswer } from '../exchange/json-answer.js';
import { revalidated } from '../headers/cache-control.js';
import { entityTag } from '../headers/entity-tag.js';

/** What a call in JSON came to: `ledgers.json.create`, `intent`, `get`. */
export interface Answerable {
  readonly version: number;
  readonly result?: Json | undefined;
  readonly record?: JsonObject | undefined;
  /** Of a call that changes something. */
  readonly replayed?: boolean;
}

export interface AnswerOptions {
  /** Default: 200, or 204 where there is nothing to show. */
  readonly status?: number;
  /** More headers, such as `location`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * How the outcome of a call is answered: the record or the result, its `ETag`, and whether it is a replay.
 *
 * @example
 * return toAnswer(await ledgers.with(call).json.intent(id, 'createTransfer', await json()))
 */
export function toAnswer(outcome: Answerable, { status, headers = {} }: AnswerOptions = {}): HttpAnswer {
  const { record, result = record, version, replayed } = outcome;
  const all = {
    ...headers,
    etag: entityTag(version),
    ...(replayed === true && { 'idempotency-replayed': 'true' }),
    ...(replayed === undefined && { 'cache-control': revalidated }),
  };
  return result === undefined ? { status: status ?? 204, headers: all } : jsonAnswer(status ?? 200, all, result);
}
