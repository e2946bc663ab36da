import type { Contract, Json } from '@persist/contract';
import type { HttpAnswer } from '../exchange/answer.js';
import { parseIfMatchHeader } from '../headers/entity-tag.js';
import { normalizeIdempotencyKey } from '../headers/idempotency-key.js';
import { normalizeRequestId } from '../headers/request-id.js';
import { logFault, problemOf, type FaultLog } from '../problems/fault-log.js';
import { problemResponse } from '../problems/problem-response.js';
import { isFault, type ProblemContext } from '../problems/problem.js';
import { wholeNumber } from '../../model/whole-number.js';
import { stderrLog } from '../server/stderr-log.js';
import { headerOf, pathOf, type AnyRequest } from './any-request.js';
import { MAX_BODY_BYTES } from './parse-json.js';
import { readJson } from './read-json.js';

/** What a handler gets to know of a request. */
export interface Asked {
  /** What its headers say, for `ledgers.with(call)`. */
  readonly call: AskedCall;
  /** Without the query string. */
  readonly path: string;
  /** Reads the body; `undefined` where there is none. See {@link readJson} for what it refuses. */
  readonly json: () => Promise<Json | undefined>;
}

export interface AskedCall {
  readonly requestId: string;
  readonly ifMatch?: readonly number[] | '*';
  readonly idempotencyKey?: string;
}

/** A handler: what a request comes to. */
export type Work = (asked: Asked) => Promise<HttpAnswer>;

/** Answers a request with what the work comes to; never rejects. */
export type Respond = (request: AnyRequest, work: Work) => Promise<HttpAnswer>;

export interface ResponderOptions {
  /** Takes what callers of failed requests are not told. Default: standard error. */
  readonly log?: FaultLog;
  /** Default 1 MiB. */
  readonly maxBodyBytes?: number;
}

/**
 * Lets handlers of any server answer as the generated routes do: headers and bodies are read, errors answered and
 * faults logged in the same way, and every answer names the request.
 *
 * @example
 * const respond = responder(app)
 * createServer(async (request, response) => {
 *   const { status, headers, body } = await respond(request, async ({ call, json }) =>
 *     toAnswer(await ledgers.with(call).json.create(await json()), { status: 201 }))
 *   response.writeHead(status, headers).end(body)
 * })
 */
export function responder(
  { contract }: { readonly contract: Pick<Contract, 'errors'> },
  { log = stderrLog, maxBodyBytes = MAX_BODY_BYTES }: ResponderOptions = {},
): Respond {
  wholeNumber('maxBodyBytes', maxBodyBytes);
  return async (request, work) => {
    const requestId = normalizeRequestId(headerOf(request, 'x-request-id'));
    const path = pathOf(request);
    const json = () => readJson(request, maxBodyBytes);
    const run = async () => work({ call: callOf(request, requestId), path, json });
    const answer = await run().catch(
      failure(request, { instance: path, correlationId: requestId, errors: contract.errors }, log),
    );
    return { ...answer, headers: { ...answer.headers, 'x-request-id': requestId } };
  };
}

function callOf(request: AnyRequest, requestId: string): AskedCall {
  const ifMatch = parseIfMatchHeader(headerOf(request, 'if-match'));
  const idempotencyKey = normalizeIdempotencyKey(headerOf(request, 'idempotency-key'));
  return {
    requestId,
    ...(ifMatch !== undefined && { ifMatch }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}

/** Answers what the work throws. */
function failure(request: AnyRequest, context: ProblemContext, log: FaultLog): (error: unknown) => HttpAnswer {
  return (error) => {
    const problem = problemOf(error, context, log);
    const { method = 'GET' } = request;
    if (isFault(problem)) logFault(log, { error, problem, method, traceparent: headerOf(request, 'traceparent') });
    return problemResponse(problem);
  };
}
