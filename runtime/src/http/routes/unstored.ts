/**
 * Headers of what has no validator of its own: pages, and what queries and views compute. Their code may change, or
 * read the clock, while the version of the record stays.
 */
export const unstored = { 'cache-control': 'no-store' } as const;
