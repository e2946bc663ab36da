import { parseTraceparent } from '../headers/traceparent.js';
import type { HeaderValue } from '../headers/header-value.js';
import { toProblem, type Problem, type ProblemContext } from './problem.js';

/** Takes what the caller of a failed request is not told. Pino's `error` fits. */
export interface FaultLog {
  error(fields: object, message: string): void;
}

/**
 * The problem of an error. One whose public fields do not fit the contract is a fault of its own; it must still be
 * answered.
 */
export function problemOf(error: unknown, context: ProblemContext, log: FaultLog): Problem {
  try {
    return toProblem(error, context);
  } catch (failure) {
    log.error({ requestId: context.correlationId, err: error }, 'this error could not be rendered');
    return toProblem(failure, context);
  }
}

/** What the service is to blame for, and the request that met it. */
export interface Fault {
  readonly error: unknown;
  readonly problem: Problem;
  readonly method: string;
  readonly traceparent: HeaderValue;
}

export function logFault(log: FaultLog, { error, problem, method, traceparent: header }: Fault): void {
  const { code, instance, correlationId: requestId } = problem.document;
  const traceparent = parseTraceparent(header);
  log.error(
    { requestId, ...(traceparent !== undefined && { traceparent }), method, path: instance, code, err: error },
    `${method} ${instance} failed`,
  );
}
