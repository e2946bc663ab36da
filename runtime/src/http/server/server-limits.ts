import { wholeNumber } from '../../model/whole-number.js';

/** What a server takes from its callers, and how long it waits for them. Checked before anything of a request is kept. */
export interface ServerLimits {
  /** Connections at once; one more is closed as it arrives. Default 4,096. */
  readonly maxConnections?: number;
  /** Requests on one connection, which then closes; 0 sets no limit, the default. */
  readonly maxRequestsPerConnection?: number;
  /** Of the first line and the header fields of a request together; more is refused with 431. Default 16 KiB. */
  readonly maxHeaderBytes?: number;
  /** Header fields of a request; more are refused with 431. Default 100. */
  readonly maxHeaders?: number;
  /** Characters of path and query string; more are refused with 414. Default 10,000. */
  readonly maxUrlLength?: number;
  /** How long the head of a request may take to arrive, also on a connection that says nothing. Default 15 s. */
  readonly headersTimeoutMs?: number;
  /** How long a whole request may take to arrive. Default 60 s. */
  readonly requestTimeoutMs?: number;
  /** How long a caller may take to receive an answer. Default 60 s. */
  readonly answerTimeoutMs?: number;
  /** How long a connection is kept for a next request. Default 72 s: longer than load balancers keep theirs. */
  readonly keepAliveTimeoutMs?: number;
}

export const defaultLimits = {
  maxConnections: 4_096,
  maxRequestsPerConnection: 0,
  maxHeaderBytes: 16 * 1024,
  maxHeaders: 100,
  maxUrlLength: 10_000,
  headersTimeoutMs: 15_000,
  requestTimeoutMs: 60_000,
  answerTimeoutMs: 60_000,
  keepAliveTimeoutMs: 72_000,
} as const satisfies Required<ServerLimits>;

/** @throws {RangeError} where a limit is none. */
export function limitsOf(options: ServerLimits): Required<ServerLimits> {
  const limits: Record<keyof ServerLimits, number> = { ...defaultLimits };
  for (const name of Object.keys(limits) as (keyof ServerLimits)[]) {
    const given = options[name];
    if (given !== undefined) limits[name] = wholeNumber(name, given, { least: leastOf(name) });
  }
  if (limits.headersTimeoutMs <= limits.requestTimeoutMs) return limits;
  // The head is part of the request.
  return { ...limits, headersTimeoutMs: limits.requestTimeoutMs };
}

/** Without a limit of its own a connection may carry any number of requests; nothing else is good without one. */
function leastOf(name: keyof ServerLimits): number {
  return name === 'maxRequestsPerConnection' ? 0 : 1;
}
