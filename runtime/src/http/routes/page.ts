import { PersistDomainError } from '../../model/persist-domain-error.js';
import { refuseParameters, type QueryString } from './query-string.js';

const DEFAULT_PER_PAGE = 20;
const MAX_PER_PAGE = 100;

/** A stretch of a longer list. */
export interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/** `page` and `perPage`, and nothing else. @throws {PersistDomainError} `bad_request` */
export function parsePage({ query }: { readonly query: unknown }): Stretch {
  const parameters = query as QueryString;
  refuseParameters({ query }, ['page', 'perPage']);
  const page = positive(parameters, 'page') ?? 1;
  const perPage = positive(parameters, 'perPage') ?? DEFAULT_PER_PAGE;
  if (perPage > MAX_PER_PAGE) {
    throw new PersistDomainError('bad_request', `perPage is at most ${MAX_PER_PAGE}, not ${perPage}.`);
  }
  return { offset: (page - 1) * perPage, limit: perPage };
}

/** The body of a paged answer. */
export function pageOf<T>(
  { items, total }: { readonly items: readonly T[]; readonly total: number },
  at: Stretch,
) {
  return {
    items,
    page: at.offset / at.limit + 1,
    perPage: at.limit,
    total,
    totalPages: Math.ceil(total / at.limit),
  };
}

function positive(query: QueryString, name: string): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new PersistDomainError('bad_request', `${name} must be one positive integer, not ${String(text)}.`);
}
