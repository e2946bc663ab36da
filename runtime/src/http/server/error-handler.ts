import type { ErrorNode } from '@persist/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PersistDomainError } from '../../model/persist-domain-error.js';
import { sendAnswer } from '../exchange/answer.js';
import { problemContext } from '../exchange/problem-context.js';
import { parseTraceparent } from '../headers/traceparent.js';
import { problemResponse } from '../problems/problem-response.js';
import { isFault, toProblem, type Problem, type ProblemContext } from '../problems/problem.js';
import { RequestError } from '../problems/request-error.js';

/** Takes what the caller of a failed request is not told. Pino's `error` fits. */
export interface FaultLog {
  error(fields: object, message: string): void;
}

export type ErrorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Answers every error of a scope with a problem document and logs what the service is to blame for. */
export function errorHandler(errors: readonly ErrorNode[], log: FaultLog): ErrorHandler {
  return (error, request, reply) => {
    const context = problemContext(request, errors);
    const problem = problemOf(error, context, log);
    if (isFault(problem)) logFault(log, { error, request, problem });
    return sendAnswer(reply, problemResponse(problem));
  };
}

/** An error whose public fields do not fit the contract is a fault of its own; it must still be answered. */
function problemOf(error: unknown, context: ProblemContext, log: FaultLog): Problem {
  try {
    return toProblem(fromFastify(error), context);
  } catch (failure) {
    log.error({ correlationId: context.correlationId, err: error }, 'this error could not be rendered');
    return toProblem(failure, context);
  }
}

interface Fault {
  readonly error: unknown;
  readonly request: FastifyRequest;
  readonly problem: Problem;
}

function logFault(log: FaultLog, { error, request, problem }: Fault): void {
  const { code, instance, correlationId } = problem.document;
  const traceparent = parseTraceparent(request.headers['traceparent']);
  log.error(
    {
      correlationId,
      ...(traceparent !== undefined && { traceparent }),
      method: request.method,
      path: instance,
      code,
      err: error,
    },
    `${request.method} ${instance} failed`,
  );
}

/** What Fastify itself refuses, in the words of the catalogue; any other error as it is. */
function fromFastify(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const refusal = fastifyRefusals[error.code];
  if (refusal !== undefined) return refusal(error);
  const isRefusal = error.code.startsWith('FST_') && 'statusCode' in error && Number(error.statusCode) < 500;
  return isRefusal ? new PersistDomainError('bad_request', error.message, { cause: error }) : error;
}

const fastifyRefusals: Readonly<Record<string, (error: Error) => Error>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new RequestError('payload_too_large', 'The body is larger than this service takes.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new RequestError('unsupported_media_type', 'Send JSON: Content-Type: application/json.'),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    new PersistDomainError('bad_request', 'The body is not valid JSON, or names a prototype.'),
  FST_ERR_BAD_URL: () =>
    new PersistDomainError('bad_request', 'The path is not valid percent-encoded UTF-8.'),
  FST_ERR_MAX_PARAM_LENGTH: () =>
    new PersistDomainError('not_found', 'There is nothing here: a segment of the path is too long.'),
  // The caller went away while sending the body; nobody reads the answer.
  ECONNRESET: () => new PersistDomainError('bad_request', 'The body ended early.'),
};
