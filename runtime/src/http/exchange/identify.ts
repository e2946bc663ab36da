import type { IncomingHttpHeaders } from 'node:http';
import { note } from './request-note.js';

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
export type Identify<Request = IncomingCall> = (request: Request) => string | Promise<string>;

const MAX_LENGTH = 256;

/** @throws {Error} where the callback gives no name; its own errors as they are. */
export async function identifyCaller<Request extends object>(
  identify: Identify<Request>,
  request: Request,
): Promise<string> {
  const actor: unknown = await ask(identify, request);
  if (typeof actor === 'string' && isName(actor)) {
    note(request, { actor });
    return actor;
  }
  const given = typeof actor === 'string' ? `one of ${actor.length} characters` : typeof actor;
  throw new TypeError(
    `identify(request) must return the caller's name, 1 to ${MAX_LENGTH} characters without control characters, not ` +
      `${given}. To refuse a caller, throw an error of a class marked @apiError({ status: 401 }).`,
  );
}

/** What is thrown may be anything, but only an `Error` can be told from nothing and found in the log. */
async function ask<Request>(identify: Identify<Request>, request: Request): Promise<unknown> {
  try {
    return await identify(request);
  } catch (error) {
    if (error instanceof Error) throw error;
    throw new TypeError('identify(request) threw something that is no Error.', { cause: error });
  }
}

/** The name is kept in audit records: it is text that any database and any log takes. */
function isName(text: string): boolean {
  return text !== '' && text.length <= MAX_LENGTH && !/\p{Cc}|\p{Cs}/u.test(text);
}
