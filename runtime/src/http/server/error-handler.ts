import type { ErrorNode } from '@persist/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendAnswer } from '../exchange/answer.js';
import { problemContext } from '../exchange/problem-context.js';
import { note } from '../exchange/request-note.js';
import { logFault, problemOf, type FaultLog } from '../problems/fault-log.js';
import { problemResponse } from '../problems/problem-response.js';
import { isFault } from '../problems/problem.js';
import { fromFastify } from './fastify-refusals.js';

export type ErrorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

export interface FaultLogging {
  readonly log: FaultLog;
  /** Whether every request has a line of its own, which then tells its fault too. Default false. */
  readonly requestLines?: boolean;
}

/** Answers every error of a scope with a problem document and logs what the service is to blame for. */
export function errorHandler(errors: readonly ErrorNode[], { log, requestLines }: FaultLogging): ErrorHandler {
  return (error, request, reply) => {
    const { method, headers } = request;
    const problem = problemOf(fromFastify(error, request), problemContext(request, errors), log);
    const { code } = problem.document;
    if (!isFault(problem)) note(request, { code });
    else if (requestLines === true) note(request, { code, fault: error });
    else logFault(log, { error, problem, method, traceparent: headers['traceparent'] });
    return sendAnswer(reply, problemResponse(problem));
  };
}
