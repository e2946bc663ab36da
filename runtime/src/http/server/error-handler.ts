import type { ErrorNode } from '@persist/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendAnswer } from '../exchange/answer.js';
import { problemContext } from '../exchange/problem-context.js';
import { note } from '../exchange/request-note.js';
import { parseTraceparent } from '../headers/traceparent.js';
import { problemResponse } from '../problems/problem-response.js';
import { isFault, toProblem, type Problem, type ProblemContext } from '../problems/problem.js';
import { fromFastify } from './fastify-refusals.js';

/** Takes what the caller of a failed request is not told. Pino's `error` fits. */
export interface FaultLog {
  error(fields: object, message: string): void;
}

export type ErrorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

export interface FaultLogging {
  readonly log: FaultLog;
  /** Whether every request has a line of its own, which then tells its fault too. Default false. */
  readonly requestLines?: boolean;
}

/** Answers every error of a scope with a problem document and logs what the service is to blame for. */
export function errorHandler(errors: readonly ErrorNode[], { log, requestLines }: FaultLogging): ErrorHandler {
  return (error, request, reply) => {
    const context = problemContext(request, errors);
    const problem = problemOf(fromFastify(error, request), context, log);
    const { code } = problem.document;
    if (!isFault(problem)) note(request, { code });
    else if (requestLines === true) note(request, { code, fault: error });
    else logFault(log, { error, request, problem });
    return sendAnswer(reply, problemResponse(problem));
  };
}

/** An error whose public fields do not fit the contract is a fault of its own; it must still be answered. */
function problemOf(error: unknown, context: ProblemContext, log: FaultLog): Problem {
  try {
    return toProblem(error, context);
  } catch (failure) {
    log.error({ requestId: context.correlationId, err: error }, 'this error could not be rendered');
    return toProblem(failure, context);
  }
}

interface Fault {
  readonly error: unknown;
  readonly request: FastifyRequest;
  readonly problem: Problem;
}

function logFault(log: FaultLog, { error, request, problem }: Fault): void {
  const { code, instance, correlationId: requestId } = problem.document;
  const traceparent = parseTraceparent(request.headers['traceparent']);
  log.error(
    {
      requestId,
      ...(traceparent !== undefined && { traceparent }),
      method: request.method,
      path: instance,
      code,
      err: error,
    },
    `${request.method} ${instance} failed`,
  );
}
