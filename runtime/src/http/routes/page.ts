import { PersistDomainError } from '../../model/persist-domain-error.js';
import { DEFAULT_PER_PAGE, MAX_PER_PAGE } from '../../query/index.js';
import { refuseParameters, type QueryString } from './query-string.js';

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
export interface PageBody<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  readonly totalPages: number;
}

export function pageOf<T>({ items, total }: Pick<PageBody<T>, 'items' | 'total'>, at: Stretch): PageBody<T> {
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
