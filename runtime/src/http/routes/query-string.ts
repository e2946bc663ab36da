import { PersistDomainError } from '../../model/persist-domain-error.js';

/** A parsed query string: a parameter given several times is an array. */
export type QueryString = Readonly<Record<string, string | readonly string[]>>;

export function queryOf({ query }: { readonly query: unknown }): QueryString {
  return query as QueryString;
}

/** Refuses, rather than ignores, what means nothing here. @throws {PersistDomainError} `bad_request` */
export function refuseParameters(request: { readonly query: unknown }, known: readonly string[] = []): void {
  for (const name in queryOf(request)) {
    if (known.includes(name)) continue;
    const hint = known.length === 0 ? 'This route takes none' : `This route takes ${known.join(', ')}`;
    throw new PersistDomainError('bad_request', `${name} is not a known query parameter. ${hint}.`);
  }
}
