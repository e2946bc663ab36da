/** A page of a list, as callers get it: in process, and as the body of an answer. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Not there where a cursor was given: it may stand between pages. */
  readonly page?: number;
  readonly perPage: number;
  readonly total: number;
  readonly totalPages: number;
  readonly nextCursor?: string;
}

/** What was asked for. */
interface Stretch {
  readonly after?: unknown;
  readonly offset: number;
  readonly limit: number;
}

export function pageOf<T>(
  { items, total, nextCursor }: Pick<Page<T>, 'items' | 'total' | 'nextCursor'>,
  { after, offset, limit }: Stretch,
): Page<T> {
  return {
    items,
    ...(after === undefined && { page: offset / limit + 1 }),
    perPage: limit,
    total,
    totalPages: Math.ceil(total / limit),
    ...(nextCursor !== undefined && { nextCursor }),
  };
}
