import { PersistDomainError } from '../../model/persist-domain-error.js';
import { RequestError } from '../problems/request-error.js';

/** A parsed query string: a parameter given several times is an array. */
export type QueryString = Readonly<Record<string, string | readonly string[]>>;

/** A request as far as its query string goes. */
export interface Queried {
  readonly query: unknown;
  readonly url: string;
}

/** Servers and proxies between here and the caller take no more, and say so less clearly. */
const MAX_QUERY_CHARACTERS = 8192;

/** @throws {RequestError} `uri_too_long` */
export function queryOf({ query, url }: Queried): QueryString {
  const start = url.indexOf('?') + 1;
  const length = start === 0 ? 0 : url.length - start;
  if (length <= MAX_QUERY_CHARACTERS) return query as QueryString;
  throw new RequestError(
    'uri_too_long',
    `The query string has ${length} characters; this service takes ${MAX_QUERY_CHARACTERS}. ` +
      'Ask for less at once.',
  );
}

/** Refuses, rather than ignores, what means nothing here. @throws {PersistDomainError} `bad_request` */
export function refuseParameters(request: Queried, known: readonly string[] = []): void {
  for (const name in queryOf(request)) {
    if (known.includes(name)) continue;
    const hint = known.length === 0 ? 'This route takes none' : `This route takes ${known.join(', ')}`;
    throw new PersistDomainError('bad_request', `${name} is not a known query parameter. ${hint}.`);
  }
}
