import type { Json, JsonObject } from '@persist/contract';
import type { Call, Refused, Settled } from '../engine/engine.js';
import { fingerprintOf } from '../engine/fingerprint.js';
import { apiErrorOf } from '../model/api-error-of.js';
import { aboutRecord, failedRecordId } from '../model/failed-record.js';
import { ReplayedRefusal } from './replayed-refusal.js';

/** What a call carries besides its arguments; given with `DomainHandle.with`. */
export interface CallOptions {
  /** Expected version (positive integer); a mismatch is refused and never retried. */
  readonly ifMatch?: number;
  /** Repeating a call with the same key answers the same and mutates once. Kept 24 h. */
  readonly idempotencyKey?: string;
  /** Who calls. Default `anonymous`. */
  readonly actor?: string;
  /** Kept in the audit record. Default: a new UUIDv7. */
  readonly requestId?: string;
}

/** A call that changes something, on its way to the engine. */
export interface Asked<Outcome extends Success, Answer extends JsonObject> {
  /** Names the call among those of its model; with the input it tells one from another. */
  readonly what: string;
  readonly input: Json;
  /** What the caller is told, also when the call is repeated. */
  readonly answer: (outcome: Outcome) => Answer;
}

interface Success {
  readonly kind: 'done';
}

/** Makes the changing calls of one model in process, with the options given for them. */
export class Calls {
  readonly #model: string;
  readonly #options: CallOptions;
  readonly #newRequestId: () => string;

  constructor(model: string, options: CallOptions, newRequestId: () => string) {
    this.#model = model;
    this.#options = options;
    this.#newRequestId = newRequestId;
  }

  async settle<Outcome extends Success, Answer extends JsonObject>(
    asked: Asked<Outcome, Answer>,
    run: (call: Call<Outcome>) => Promise<Settled<Outcome>>,
  ): Promise<Answer> {
    const settled = await run(this.#call(asked));
    return settled.kind === 'replayed' ? replayed<Answer>(settled.response) : asked.answer(settled);
  }

  #call<Outcome extends Success, Answer extends JsonObject>(asked: Asked<Outcome, Answer>): Call<Outcome> {
    const { actor = 'anonymous', requestId = this.#newRequestId(), ifMatch, idempotencyKey } = this.#options;
    return {
      actor,
      requestId,
      ifMatch: ifMatch === undefined ? undefined : [ifMatch],
      idempotency:
        idempotencyKey === undefined
          ? undefined
          : {
              key: idempotencyKey,
              fingerprint: fingerprintOf([this.#model, asked.what, asked.input, ifMatch ?? null]),
              render: (outcome) =>
                JSON.stringify(outcome.kind === 'done' ? asked.answer(outcome) : { refusal: refusalOf(outcome) }),
            },
    };
  }
}

type Refusal = ConstructorParameters<typeof ReplayedRefusal>[0] & { readonly recordId?: string };

function refusalOf({ error }: Refused): Refusal {
  const { name, message } = error;
  return { name, message, code: apiErrorOf(error)!.code, recordId: failedRecordId(error) };
}

function replayed<Answer>(response: string): Answer {
  const rendered = JSON.parse(response) as { readonly refusal?: Refusal };
  if (rendered.refusal === undefined) return rendered as Answer;
  const { recordId, ...refusal } = rendered.refusal;
  const error = new ReplayedRefusal(refusal);
  throw recordId === undefined ? error : aboutRecord(error, recordId);
}
