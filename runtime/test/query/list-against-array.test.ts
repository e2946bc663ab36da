import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cases } from '../../../test/effort/effort.js';
import type { TestApp } from '../../src/testing/index.js';
import { openFilms } from '../http/open-films.js';
import { filmInput, listRequest, queryOf, type ListRequest } from './list-requests.js';
import { compareRows, plainList, type Row } from './plain-list.js';

interface Page {
  readonly items: readonly Row[];
  readonly total: number;
  readonly totalPages: number;
  readonly nextCursor?: string;
}

test('every list answers what a plain array would, page by page and by cursor', async (t) => {
  const app = await openFilms(t);
  let cast = 0;

  const property = fc.asyncProperty(
    fc.array(filmInput, { minLength: 1, maxLength: 14 }),
    fc.array(listRequest, { minLength: 1, maxLength: 12 }),
    async (inputs, requests) => {
      const run = (cast += 1);
      const rows: Row[] = [];
      for (const [n, input] of inputs.entries()) rows.push(await create(app, input, `${run} ${n}`));
      for (const request of requests) await compareWalks(app, rows, request);
      for (const { id } of rows) await app.delete(`/api/films/${String(id)}`);
    },
  );

  await fc.assert(property, cases({ ci: 60, soak: 5_000 }));
});

test('a walk by cursor goes on after what it has given, whatever is written meanwhile', async (t) => {
  const app = await openFilms(t);
  let cast = 0;
  const write = fc.record({ kind: fc.constantFrom('create', 'remove', 'rate'), at: fc.nat(20), film: filmInput, score: fc.integer({ min: -2, max: 2 }) });

  const property = fc.asyncProperty(
    fc.array(filmInput, { minLength: 4, maxLength: 10 }),
    listRequest,
    fc.array(fc.array(write, { maxLength: 2 }), { maxLength: 6 }),
    async (inputs, request, meanwhile) => {
      const run = (cast += 1);
      let rows: Row[] = [];
      for (const [n, input] of inputs.entries()) rows.push(await create(app, input, `${run} ${n}`));
      let last: Row | undefined;
      let cursor: string | undefined;
      for (let page = 0; page === 0 || cursor !== undefined; page += 1) {
        const { items, nextCursor } = await list(app, request, cursor === undefined ? {} : { cursor });
        const after = last;
        const left = plainList(rows, request).filter((row) => after === undefined || compareRows(row, after, request.sort) > 0);
        assert.deepEqual(items, left.slice(0, request.perPage));
        assert.equal(nextCursor !== undefined, left.length > request.perPage);
        [last, cursor] = [items.at(-1), nextCursor];
        for (const [n, each] of (meanwhile[page] ?? []).entries()) {
          const one = rows[each.at % Math.max(1, rows.length)];
          if (each.kind === 'create') rows.push(await create(app, each.film, `${run} new ${page} ${n}`));
          else if (one === undefined) continue;
          else if (each.kind === 'remove') await app.delete(`/api/films/${String(one['id'])}`);
          else await app.post(`/api/films/${String(one['id'])}/rate`, { score: each.score });
          rows = await current(app, rows);
        }
      }
      for (const { id } of rows) await app.delete(`/api/films/${String(id)}`);
    },
  );

  await fc.assert(property, cases({ ci: 60, soak: 5_000 }));
});

async function compareWalks(app: TestApp, rows: readonly Row[], request: ListRequest): Promise<void> {
  const expected = plainList(rows, request);
  const totalPages = Math.ceil(expected.length / request.perPage);
  let cursor: string | undefined;
  for (let page = 1; page <= totalPages + 1; page += 1) {
    const items = expected.slice((page - 1) * request.perPage, page * request.perPage);
    const numbered = await list(app, request, { page: String(page) });
    assert.deepEqual(numbered.items, items);
    assert.deepEqual([numbered.total, numbered.totalPages], [expected.length, totalPages]);
    if (page > 1 && cursor === undefined) continue;
    const walked = await list(app, request, cursor === undefined ? {} : { cursor });
    assert.deepEqual(walked.items, items);
    assert.equal(walked.total, expected.length);
    assert.equal(walked.nextCursor !== undefined, page < totalPages);
    cursor = walked.nextCursor;
  }
}

/** Titles are unique in the whole app. */
async function create(app: TestApp, input: Row, title: string): Promise<Row> {
  app.clock.advance(1);
  const { status, body } = await app.post<Row>('/api/films', { ...input, title });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

async function list(app: TestApp, request: ListRequest, more: Readonly<Record<string, string>>): Promise<Page> {
  const { status, body } = await app.get<Page>(`/api/films?${queryOf(request, more)}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** The rows as they are now, one by one. */
async function current(app: TestApp, rows: readonly Row[]): Promise<Row[]> {
  const replies = await Promise.all(rows.map(({ id }) => app.get<Row>(`/api/films/${String(id)}`)));
  return replies.flatMap(({ status, body }) => (status === 200 ? [body] : []));
}
