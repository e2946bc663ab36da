import type { IncomingHttpHeaders } from 'node:http';

/** What is known about a request before it is handled. A Fastify request is one. */
export interface IncomingCall {
  readonly method: string;
  /** Path and query string. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Address of the peer. */
  readonly ip: string;
}

/**
 * Says who calls. An error class marked `@apiError`, thrown here, is answered like one a command throws:
 * that is how a service refuses callers (401, 403).
 */
export type Identify = (request: IncomingCall) => string | Promise<string>;

/** @throws {TypeError} where the callback gives no name. */
export async function identifyCaller(identify: Identify, request: IncomingCall): Promise<string> {
  const actor: unknown = await identify(request);
  if (typeof actor === 'string' && actor !== '') return actor;
  throw new TypeError(
    `identify(request) must return the caller's name, a non-empty string, not ${JSON.stringify(actor)}. ` +
      'To refuse a caller, throw an error of a class marked @apiError({ status: 401 }).',
  );
}
