import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cases } from '../../../../test/effort/effort.js';
import type { TestApp } from '../../../src/testing/index.js';
import { Film } from '../../fixtures/films/src/model.js';
import { film, openFilms, type FilmPage } from '../open-films.js';

async function page(app: TestApp, query: string): Promise<FilmPage> {
  const { status, body } = await app.get<FilmPage>(`/api/films?${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

async function refusal(app: TestApp, query: string): Promise<string> {
  const { status, body } = await app.get(`/api/films?${query}`);
  assert.equal(status, 400);
  assert.equal(body['code'], 'bad_request');
  return String(body['detail']);
}

async function films(app: TestApp, count: number, more: (n: number) => object = () => ({})): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push((await app.create(Film, film(`film ${String(n).padStart(3, '0')}`, { ...more(n) }))).id);
    app.clock.advance(1);
  }
  return ids;
}

test('the first page leads on to the others, and the last one nowhere', async (t) => {
  const app = await openFilms(t);
  const ids = await films(app, 5);

  const first = await page(app, 'perPage=2');
  const second = await page(app, `perPage=2&cursor=${first.nextCursor}`);
  const third = await page(app, `perPage=2&cursor=${second.nextCursor}`);

  assert.deepEqual([first, second, third].flatMap(({ items }) => items.map(({ id }) => id)), ids);
  assert.equal(first.page, 1);
  assert.deepEqual(Object.keys(second), ['items', 'perPage', 'total', 'totalPages', 'nextCursor']);
  assert.deepEqual(Object.keys(third), ['items', 'perPage', 'total', 'totalPages']);
  assert.deepEqual([third.total, third.totalPages], [5, 3]);
});

test('a page that ends with the last record has no cursor', async (t) => {
  const app = await openFilms(t);
  await films(app, 4);

  assert.equal((await page(app, 'perPage=4')).nextCursor, undefined);
  assert.equal((await page(app, 'perPage=2&page=2')).nextCursor, undefined);
  assert.ok((await page(app, 'perPage=3')).nextCursor);
});

test('a walk can begin at any page', async (t) => {
  const app = await openFilms(t);
  const ids = await films(app, 6);

  const { nextCursor } = await page(app, 'perPage=2&page=2');

  assert.deepEqual((await page(app, `cursor=${nextCursor}`)).items.map(({ id }) => id), ids.slice(4));
});

test('what is created, changed and removed meanwhile moves no other record', async (t) => {
  const app = await openFilms(t);
  const ids = await films(app, 6, (n) => ({ score: n }));
  const query = 'sort=-score&perPage=2';
  const first = await page(app, query);

  await app.create(Film, film('new at the top', { score: 100 }));
  await app.delete(`/api/films/${ids[5]}`);
  await app.post(`/api/films/${ids[4]}/rate`, { score: -1 });
  const second = await page(app, `${query}&cursor=${first.nextCursor}`);

  assert.deepEqual(second.items.map(({ id }) => id), [ids[3], ids[2]]);
});

test('a cursor belongs to its filter and its sort', async (t) => {
  const app = await openFilms(t);
  await films(app, 3);
  const { nextCursor } = await page(app, 'released=false&sort=-score&perPage=1');
  const another = /^The query is not valid: cursor belongs to another filter or sort; repeat those/;

  assert.match(await refusal(app, `cursor=${nextCursor}`), another);
  assert.match(await refusal(app, `released=true&sort=-score&cursor=${nextCursor}`), another);
  assert.match(await refusal(app, `released=false&sort=score&cursor=${nextCursor}`), another);
  assert.match(await refusal(app, `released=false&sort=-score&page=2&cursor=${nextCursor}`), /cursor cannot be combined with page/);
  assert.match(await refusal(app, `released=false&sort=-score&cursor=${nextCursor}x`), /cursor is none that this service gave/);
});

test('a cursor outlives the service that gave it', async (t) => {
  const app = await openFilms(t);
  const ids = await films(app, 2);
  const { nextCursor } = await page(app, 'perPage=1');

  await app.restart();

  assert.deepEqual((await page(app, `cursor=${nextCursor}`)).items.map(({ id }) => id), ids.slice(1));
});

const sorts = ['title', '-score', 'year', '-year', '-premiereAt,title', 'released,-budget', '-restored,grossed', '-studio.city', 'studio.founded,-title', 'createdAt', '-rating,-returned,title', '-closedAt,score,-country'];

const values = fc.record({
  score: fc.constantFrom(0, 1, 2),
  year: fc.constantFrom(undefined, 1979, 1986),
  rating: fc.constantFrom(null, 1, 2),
  released: fc.boolean(),
  restored: fc.constantFrom(undefined, true, false),
  budget: fc.constantFrom('0', '-9223372036854775808', '9007199254740993'),
  grossed: fc.constantFrom(undefined, '1', '9007199254740993'),
  returned: fc.constantFrom(null, '1'),
  country: fc.constantFrom(null, '', 'ä', '😀'),
  premiereAt: fc.constantFrom(undefined, '1979-05-25T00:00:00.000Z', '1986-07-18T00:00:00.000Z'),
  closedAt: fc.constantFrom(null, '1979-05-25T00:00:00.000Z'),
  studio: fc.constantFrom(undefined, { city: 'a', founded: null, open: true }, { city: 'b', founded: 0.1, open: true }),
});

/** What happens between two pages of a walk. */
const write = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), values }),
  fc.record({ kind: fc.constant('remove' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('rate' as const), which: fc.nat(), score: fc.constantFrom(-1, 1, 9) }),
);

test('a walk sees every record that stays as it is exactly once, in order, whatever is written meanwhile', async (t) => {
  const app = await openFilms(t);
  let serial = 0;
  const create = async (more: object) =>
    (await app.create(Film, film(`film ${(serial * 7919) % 10_007} ${(serial += 1)}`, { ...more }))).id;

  const property = fc.asyncProperty(
    fc.record({ sort: fc.constantFrom(...sorts), perPage: fc.integer({ min: 1, max: 5 }) }),
    fc.array(values, { minLength: 1, maxLength: 14 }),
    fc.array(fc.array(write, { maxLength: 3 }), { maxLength: 8 }),
    async ({ sort, perPage }, initial, writes) => {
      for (const { id } of (await page(app, 'perPage=100')).items) await app.delete(`/api/films/${id}`);
      const ids: string[] = [];
      for (const one of initial) ids.push(await create(one));
      const touched = new Set<string>();
      const happen = async (one: (typeof writes)[number][number]) => {
        if (one.kind === 'create') return void touched.add(await create(one.values));
        const id = ids[one.which % ids.length]!;
        touched.add(id);
        if (one.kind === 'remove') await app.delete(`/api/films/${id}`);
        else await app.post(`/api/films/${id}/rate`, { score: one.score });
      };

      const seen: string[] = [];
      let cursor: string | undefined;
      for (let n = 0; n === 0 || cursor !== undefined; n += 1) {
        const after: string = cursor === undefined ? '' : `&cursor=${cursor}`;
        const { items, nextCursor } = await page(app, `sort=${sort}&perPage=${perPage}${after}`);
        seen.push(...items.map(({ id }) => id));
        cursor = nextCursor;
        for (const one of writes[n] ?? []) await happen(one);
      }

      const left = (await page(app, `sort=${sort}&perPage=100`)).items.map(({ id }) => id);
      const steady = left.filter((id) => !touched.has(id));
      assert.deepEqual(seen.filter((id) => steady.includes(id)), steady);
    },
  );

  await fc.assert(property, cases({ ci: 20, soak: 1_000 }));
});
