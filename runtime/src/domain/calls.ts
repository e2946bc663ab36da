import type { ErrorNode, Json, JsonObject } from '@persist/contract';
import type { Call, Done, Refused, Settled } from '../engine/engine.js';
import { fingerprintOf } from '../engine/fingerprint.js';
import { apiErrorOf } from '../model/api-error-of.js';
import { aboutRecord, failedRecordId } from '../model/failed-record.js';
import { publicErrorFields } from '../model/public-error-fields.js';
import { ReplayedRefusal, type KeptRefusal } from '../model/replayed-refusal.js';

/** What a call carries besides its arguments; given with `DomainHandle.with`. */
export interface CallOptions {
  /** Expected version (positive integer), several, or `'*'` for any; a mismatch is refused and never retried. */
  readonly ifMatch?: number | readonly number[] | '*';
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

/** Whose calls these are. */
export interface CallParts {
  /** Name of the model. */
  readonly model: string;
  /** Of the contract: they tell which fields of a refusal are public. */
  readonly errors: readonly ErrorNode[];
  newRequestId(): string;
}

/** What a call came to, now or before. */
export interface Answered<Answer> {
  readonly answer: Answer;
  /** Whether an earlier call with the same idempotency key came to it. */
  readonly replayed: boolean;
}

/** What a call on one record came to. */
export type RecordAnswer = {
  readonly id: string;
  /** After the call. */
  readonly version: number;
  /** Of a command that returns something. */
  readonly result?: Json;
  /** Of a create or a patch. */
  readonly record?: JsonObject;
};

/** What a repetition has to know, too. */
export function recordAnswer({ id, version, result, record }: Done): RecordAnswer {
  return { id, version, ...(result !== undefined && { result }), ...(record !== undefined && { record }) };
}

/** Makes the changing calls of one model in process, with the options given for them. */
export class Calls {
  readonly #parts: CallParts;
  readonly #options: CallOptions;

  constructor(parts: CallParts, options: CallOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** @throws {ReplayedRefusal} where an earlier call with the same idempotency key was refused. */
  async settle<Outcome extends Success, Answer extends JsonObject>(
    asked: Asked<Outcome, Answer>,
    run: (call: Call<Outcome>) => Promise<Settled<Outcome>>,
  ): Promise<Answered<Answer>> {
    const settled = await run(this.#call(asked));
    return settled.kind === 'replayed'
      ? { answer: replayed<Answer>(settled.response), replayed: true }
      : { answer: asked.answer(settled), replayed: false };
  }

  #call<Outcome extends Success, Answer extends JsonObject>(asked: Asked<Outcome, Answer>): Call<Outcome> {
    const { actor = 'anonymous', requestId = this.#parts.newRequestId(), ifMatch, idempotencyKey } = this.#options;
    return {
      actor,
      requestId,
      ifMatch: typeof ifMatch === 'number' ? [ifMatch] : ifMatch,
      idempotency:
        idempotencyKey === undefined
          ? undefined
          : {
              key: idempotencyKey,
              fingerprint: fingerprintOf([this.#parts.model, asked.what, asked.input, ifMatch ?? null]),
              render: (outcome) =>
                JSON.stringify(
                  outcome.kind === 'done' ? asked.answer(outcome) : { refusal: refusalOf(outcome, this.#parts.errors) },
                ),
            },
    };
  }
}

type Refusal = KeptRefusal & { readonly recordId?: string };

function refusalOf({ error }: Refused, errors: readonly ErrorNode[]): Refusal {
  const { name, message } = error;
  const { status, code } = apiErrorOf(error)!;
  const recordId = failedRecordId(error);
  return { name, message, status, code, fields: publicErrorFields(error, errors), ...(recordId && { recordId }) };
}

function replayed<Answer>(response: string): Answer {
  const rendered = JSON.parse(response) as { readonly refusal?: Refusal };
  if (rendered.refusal === undefined) return rendered as Answer;
  const { recordId, ...refusal } = rendered.refusal;
  const error = new ReplayedRefusal(refusal);
  throw recordId === undefined ? error : aboutRecord(error, recordId);
}
