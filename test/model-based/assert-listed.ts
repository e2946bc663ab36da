import assert from 'node:assert/strict';
import { withoutTimes } from './assert-answered.js';
import type { Body, LedgerClient } from './ledger-client.js';
import { publicRecord, type ReferenceService } from './reference-service.js';
import type { Filter, ListWish, SortBy } from './steps.js';

interface Page {
  readonly items: readonly Body[];
  readonly page?: number;
  readonly perPage: number;
  readonly total: number;
  readonly totalPages: number;
  readonly nextCursor?: string;
}

interface Audience {
  readonly client: LedgerClient;
  /** Names of the records that count begin with it. */
  readonly name: string;
}

type Row = Readonly<Record<string, unknown>>;

/** That a list, walked from end to end, has what the reference has, in its order. */
export async function assertListed({ client, name }: Audience, reference: ReferenceService, wish: ListWish): Promise<void> {
  const { where, sort, perPage, walk } = wish;
  const rows = sorted(rowsOf(reference).filter((row) => where.every((filter) => holds(row, filter))), sort);
  const query = new URLSearchParams({ name__startsWith: `${name}-`, perPage: String(perPage) });
  for (const { field, operator, value } of where) query.append(`${field}__${operator}`, value);
  if (sort.length > 0) query.set('sort', sort.map(({ field, isDownwards }) => (isDownwards ? '-' : '') + field).join(','));
  const pages = Math.ceil(rows.length / perPage);
  let cursor: string | undefined;
  for (let page = 1; page <= Math.max(1, pages); page += 1) {
    if (walk === 'pages') query.set('page', String(page));
    else if (cursor !== undefined) query.set('cursor', cursor);
    const { status, body } = await client.get(`?${query.toString()}`);
    assert.equal(status, 200, JSON.stringify(body));
    const { items, nextCursor, ...facts } = body as unknown as Page;
    assert.deepEqual(items.map(withoutTimes), rows.slice((page - 1) * perPage, page * perPage), `?${query.toString()}`);
    const isPage = walk === 'pages' || page === 1;
    assert.deepEqual(facts, { ...(isPage && { page }), perPage, total: rows.length, totalPages: pages });
    assert.equal(nextCursor !== undefined, page < pages, `?${query.toString()}: a cursor where more follow`);
    cursor = nextCursor;
  }
}

/** In the order of their creation. */
function rowsOf(reference: ReferenceService): readonly Row[] {
  return reference.entries.flatMap(({ id }) => {
    const current = reference.current(id);
    return current === undefined ? [] : [publicRecord({ id, ...current })];
  });
}

function holds(row: Row, { field, operator, value: text }: Filter): boolean {
  const stored = (row[field] ?? null) as string | number | null;
  const read = (part: string): string | number => (field === 'totalMinor' || field === 'version' ? Number(part) : part);
  switch (operator) {
    case 'isNull':
      return (stored === null) === (text === 'true');
    case 'eq':
      return stored === read(text);
    case 'ne':
      return stored !== read(text);
    case 'in':
      return text.split(',').some((part) => stored === read(part));
    case 'contains':
      return stored !== null && String(stored).includes(text);
    case 'gt':
      return stored !== null && compare(stored, read(text)) > 0;
    case 'lte':
      return stored !== null && compare(stored, read(text)) <= 0;
  }
}

/** What is equal stays in the order of creation, in the direction of the last key. */
function sorted(rows: readonly Row[], sort: readonly SortBy[]): readonly Row[] {
  const created = sort.at(-1)?.isDownwards === true ? [...rows].reverse() : [...rows];
  return created.sort((one, other) => {
    for (const { field, isDownwards } of sort) {
      const difference = compare(one[field] ?? null, other[field] ?? null);
      if (difference !== 0) return isDownwards ? -difference : difference;
    }
    return 0;
  });
}

/** Missing values come first; texts compare by their bytes. */
function compare(one: unknown, other: unknown): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'number') return one - (other as number);
  return Buffer.compare(Buffer.from(one as string), Buffer.from(other as string));
}
