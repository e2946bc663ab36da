import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TestApp } from '../../../src/testing/index.js';
import { Film } from '../../fixtures/films/src/model.js';
import { film, openFilms, type FilmPage } from '../open-films.js';

/** Titles sort as they stand here. `Zero` has what must be there, and nothing that may be missing. */
const films = [
  film('% of_all\\', { genre: 'comedy', tagline: 'a, b', score: -1.5 }),
  film('Alien', {
    ...{ genre: 'noir', tagline: 'In space', country: 'GB', score: 8.5, year: 1979, rating: 16 },
    ...{ released: true, restored: true, subtitled: true, shotAt: '1978-07-05T00:00:00.000Z' },
    ...{ premiereAt: '1979-05-25T00:00:00.000Z', closedAt: '1980-01-01T00:00:00.000Z' },
    ...{ budget: '11000000', grossed: '9007199254740993', returned: '-1' },
    studio: { city: 'London', founded: 1927, open: true, firstFilmAt: '1927-01-01T00:00:00.000Z' },
  }),
  film('Aliens', {
    ...{ tagline: '', country: 'gb', score: 8.4, year: 1986, rating: 18, released: true, restored: false, subtitled: false },
    ...{ shotAt: '1985-09-01T00:00:00.001Z', premiereAt: '1986-07-18T00:00:00.000Z', closedAt: '1987-01-01T00:00:00.000Z' },
    ...{ budget: '9223372036854775807', grossed: '9007199254740992', returned: '0' },
    studio: { city: 'Londrina', founded: null, open: false },
  }),
  film('Zero', { released: true }),
  film('a+b c', { country: 'Österreich', studio: { city: 'Łódź', founded: 0.1, open: true } }),
  film('😀 &=?#/', { budget: '-9223372036854775808' }),
];

const percent = '% of_all\\';
const plus = 'a+b c';
const smile = '😀 &=?#/';
const everything = [percent, 'Alien', 'Aliens', 'Zero', plus, smile];
const others = (...titles: string[]) => everything.filter((title) => !titles.includes(title));

/** A query, not yet encoded, and the titles it finds. */
type Case = readonly [parameter: string, value: string, titles: readonly string[]];

const text: readonly Case[] = [
  ['title', 'Alien', ['Alien']],
  ['title', 'alien', []],
  ['title__eq', smile, [smile]],
  ['title', plus, [plus]],
  ['title', 'a b c', []],
  ['title__ne', 'Alien', others('Alien')],
  ['title__gt', 'Alien', ['Aliens', 'Zero', plus, smile]],
  ['title__gte', 'Aliens', ['Aliens', 'Zero', plus, smile]],
  ['title__lt', 'Alien', [percent]],
  ['title__lte', 'Alien', [percent, 'Alien']],
  ['title__in', 'Alien,Zero,nobody', ['Alien', 'Zero']],
  ['title__contains', 'lien', ['Alien', 'Aliens']],
  ['title__contains', 'LIEN', []],
  ['title__contains', '%', [percent]],
  ['title__contains', '_', [percent]],
  ['title__contains', '\\', [percent]],
  ['title__contains', '+', [plus]],
  ['title__contains', '', everything],
  ['title__startsWith', 'Alien', ['Alien', 'Aliens']],
  ['title__startsWith', 'a', [plus]],
  ['title__startsWith', '%', [percent]],
  ['title__startsWith', '😀', [smile]],
  ['title__startsWith', "' OR 1=1 --", []],
  ['tagline', 'a, b', [percent]],
  ['tagline', '', ['Aliens']],
  ['tagline__ne', '', others('Aliens')],
  ['tagline__in', 'a\\, b,In space', [percent, 'Alien']],
  ['tagline__in', '', ['Aliens']],
  ['tagline__isNull', 'true', ['Zero', plus, smile]],
  ['tagline__isNull', 'false', [percent, 'Alien', 'Aliens']],
  ['tagline__lt', 'b', [percent, 'Alien', 'Aliens']],
  ['country', 'GB', ['Alien']],
  ['country__gte', 'a', ['Aliens', plus]],
  ['country__contains', 'ster', [plus]],
  ['country__startsWith', 'Ö', [plus]],
  ['country__isNull', 'true', [percent, 'Zero', smile]],
  ['genre', 'noir', ['Alien']],
  ['genre__in', 'noir,comedy', [percent, 'Alien']],
  ['genre__ne', 'drama', [percent, 'Alien']],
];

const number: readonly Case[] = [
  ['score', '8.5', ['Alien']],
  ['score', '85e-1', ['Alien']],
  ['score__ne', '0', [percent, 'Alien', 'Aliens']],
  ['score__gt', '8.4', ['Alien']],
  ['score__gte', '8.4', ['Alien', 'Aliens']],
  ['score__lt', '0', [percent]],
  ['score__lte', '0', others('Alien', 'Aliens')],
  ['score__in', '8.4,8.5,9', ['Alien', 'Aliens']],
  ['year', '1979', ['Alien']],
  ['year__ne', '1979', others('Alien')],
  ['year__lt', '2000', ['Alien', 'Aliens']],
  ['year__isNull', 'true', others('Alien', 'Aliens')],
  ['rating__gte', '18', ['Aliens']],
  ['rating__in', '16', ['Alien']],
  ['rating__isNull', 'false', ['Alien', 'Aliens']],
];

const boolean: readonly Case[] = [
  ['released', 'true', ['Alien', 'Aliens', 'Zero']],
  ['released__ne', 'true', [percent, plus, smile]],
  ['released__in', 'true,false', everything],
  ['restored', 'false', ['Aliens']],
  ['restored__ne', 'false', others('Aliens')],
  ['restored__isNull', 'true', others('Alien', 'Aliens')],
  ['subtitled', 'true', ['Alien']],
  ['subtitled__isNull', 'false', ['Alien', 'Aliens']],
];

const timestamp: readonly Case[] = [
  ['shotAt', '1978-07-05T02:00:00+02:00', ['Alien']],
  ['shotAt__ne', '2026-01-01T00:00:00Z', ['Alien', 'Aliens']],
  ['shotAt__gt', '1985-09-01T00:00:00Z', others('Alien')],
  ['shotAt__gte', '1985-09-01T00:00:00.001Z', others('Alien')],
  ['shotAt__lt', '1985-09-01T00:00:00.001Z', ['Alien']],
  ['shotAt__lte', '1985-09-01T00:00:00.001Z', ['Alien', 'Aliens']],
  ['shotAt__in', '1978-07-05T00:00:00Z,1985-09-01T00:00:00.001Z', ['Alien', 'Aliens']],
  ['premiereAt__lt', '1980-01-01T00:00:00Z', ['Alien']],
  ['premiereAt__isNull', 'true', others('Alien', 'Aliens')],
  ['closedAt', '1987-01-01T00:00:00Z', ['Aliens']],
  ['closedAt__isNull', 'false', ['Alien', 'Aliens']],
  ['createdAt__lt', '2026-01-01T00:00:02Z', [percent, 'Alien']],
];

const bigint: readonly Case[] = [
  ['budget', '9223372036854775807', ['Aliens']],
  ['budget__ne', '0', ['Alien', 'Aliens', smile]],
  ['budget__gt', '11000000', ['Aliens']],
  ['budget__gte', '11000000', ['Alien', 'Aliens']],
  ['budget__lt', '-9223372036854775807', [smile]],
  ['budget__lte', '0', others('Alien', 'Aliens')],
  ['budget__in', '11000000,-9223372036854775808', ['Alien', smile]],
  ['grossed__gt', '9007199254740992', ['Alien']],
  ['grossed__isNull', 'true', others('Alien', 'Aliens')],
  ['returned__lt', '0', ['Alien']],
  ['returned__isNull', 'false', ['Alien', 'Aliens']],
];

const paths: readonly Case[] = [
  ['studio.city', 'London', ['Alien']],
  ['studio.city__ne', 'London', others('Alien')],
  ['studio.city__startsWith', 'Lond', ['Alien', 'Aliens']],
  ['studio.city__contains', 'ód', [plus]],
  ['studio.city__in', 'London,Łódź', ['Alien', plus]],
  ['studio.city__gt', 'London', ['Aliens', plus]],
  ['studio.city__isNull', 'true', [percent, 'Zero', smile]],
  ['studio.founded', '0.1', [plus]],
  ['studio.founded__gte', '1', ['Alien']],
  ['studio.founded__lt', '1', [plus]],
  ['studio.founded__isNull', 'true', others('Alien', plus)],
  ['studio.open', 'true', ['Alien', plus]],
  ['studio.open__ne', 'true', others('Alien', plus)],
  ['studio.firstFilmAt__lte', '1927-01-01T01:00:00+01:00', ['Alien']],
];

const facts: readonly Case[] = [
  ['version', '1', others('Zero')],
  ['version__gt', '1', ['Zero']],
  ['id__in', '', []],
  ['id__gt', '', everything],
];

describe('every operator on every type', () => {
  let app: TestApp;
  const cleanUps: (() => Promise<void>)[] = [];
  before(async () => {
    app = await openFilms({ after: (cleanUp) => void cleanUps.push(cleanUp) }, { now: '2026-01-01T00:00:00.000Z' });
    for (const one of films) {
      await app.create(Film, one);
      app.clock.advance(1000);
    }
    const [zero] = (await list('title=Zero')).items;
    await app.post(`/api/films/${zero!.id}/rate`, { score: 0 });
  });
  after(async () => {
    for (const cleanUp of cleanUps) await cleanUp();
  });

  async function list(query: string): Promise<FilmPage> {
    const { status, body } = await app.get<FilmPage>(`/api/films?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  async function titles(query: string): Promise<readonly string[]> {
    const { items, total } = await list(query);
    assert.equal(total, items.length);
    return items.map(({ title }) => title);
  }

  for (const [parameter, value, expected] of [...text, ...number, ...boolean, ...timestamp, ...bigint, ...paths, ...facts]) {
    test(`${parameter}=${value} finds ${expected.length} of 6`, async () => {
      assert.deepEqual(await titles(`sort=title&${encoded(parameter, value)}`), expected);
    });
  }

  test('the total counts what matches, on every page', async () => {
    for (const [parameter, value, expected] of [...text, ...number, ...bigint, ...paths]) {
      const { total, totalPages } = await list(`perPage=1&${encoded(parameter, value)}`);
      assert.deepEqual([total, totalPages], [expected.length, expected.length], `${parameter}=${value}`);
    }
  });

  const sorts: readonly (readonly [sort: string, titles: readonly string[]])[] = [
    ['title', everything],
    ['-title', everything.toReversed()],
    ['released,-title', [smile, plus, percent, 'Zero', 'Aliens', 'Alien']],
    ['-released,score,title', ['Zero', 'Aliens', 'Alien', percent, plus, smile]],
    ['year,title', [percent, 'Zero', plus, smile, 'Alien', 'Aliens']],
    ['-year,title', ['Aliens', 'Alien', percent, 'Zero', plus, smile]],
    ['budget,title', [smile, percent, 'Zero', plus, 'Alien', 'Aliens']],
    ['-studio.city,title', [plus, 'Aliens', 'Alien', percent, 'Zero', smile]],
    ['-createdAt', everything.toReversed()],
  ];
  for (const [sort, expected] of sorts) {
    test(`sort=${sort} sorts, missing values first and downwards last`, async () => {
      assert.deepEqual(await titles(`sort=${sort}`), expected);
    });
  }

  test('parameters of several names, and of one name given twice, must all hold', async () => {
    assert.deepEqual(await titles('released=true&score__gt=0&sort=title'), ['Alien', 'Aliens']);
    assert.deepEqual(await titles('title__ne=Alien&title__ne=Zero&released=true'), ['Aliens']);
    assert.deepEqual(await titles('title=Alien&title=Zero'), []);
  });

  test('a plus is a blank, and %2B a plus', async () => {
    assert.deepEqual(await titles('title=a%2Bb+c'), [plus]);
    assert.deepEqual(await titles('title=a%2Bb%20c'), [plus]);
    assert.deepEqual(await titles('title=a+b+c'), []);
  });

  const refused: readonly (readonly [query: string, path: string, message: RegExp])[] = [
    ['nothing=1', 'nothing', /^is no field to filter by; use id, version, .*, studio\.firstFilmAt\.$/],
    ['contract=secret', 'contract', /^is no field to filter by; use (?!.*contract)/],
    ['cast=x', 'cast', /^is a collection, not a single value; use id, /],
    ['prices__gt=1', 'prices__gt', /^is a collection, not a single value; use id, /],
    ['press=x', 'press', /^is not a single value; use id, /],
    ['studio=x', 'studio', /^is not a single value; use id, /],
    ['studio.name=x', 'studio.name', /^is not indexed; use id, /],
    ['title__like=x', 'title__like', /^asks for like; the operators here are eq, ne, .*, startsWith\.$/],
    ['title__isNull=true', 'title__isNull', /^asks for isNull; the operators here are /],
    ['released__gt=true', 'released__gt', /^asks for gt; the operators here are eq, ne, in\.$/],
    ['score=high', 'score', /^must be a number\.$/],
    ['score=', 'score', /^must be a number\.$/],
    ['released=1', 'released', /^must be true or false\.$/],
    ['shotAt=2026-01-01T00:00:00+02:00', 'shotAt', /^must be a time such as .* \(in a URL, write the \+ .* as %2B\)\.$/],
    ['budget=1.5', 'budget', /^must be an integer of at most 64 bits\.$/],
    ['budget=9223372036854775808', 'budget', /^must be an integer of at most 64 bits\.$/],
    ['genre=western', 'genre', /^must be one of "comedy", "drama", "noir"\.$/],
    ['sort=cast', 'sort', /^names cast, which is a collection, not a single value; use id, /],
    ['sort=contract', 'sort', /^names contract, which is no field to sort by; use /],
    ['sort=title,', 'sort', /^has an empty name; use /],
    ['sort=title,-title', 'sort', /^names title more than once\.$/],
    ['page=0', 'page', /^must be a positive integer\.$/],
    ['page=1&page=2', 'page', /^must be a positive integer\.$/],
    ['perPage=101', 'perPage', /^must be an integer from 1 to 100\.$/],
    ['cursor=', 'cursor', /^is none that this service gave;/],
    [`id__in=${'x,'.repeat(1001)}`, 'id__in', /^must have at most 1000 values\.$/],
    [`${'title=x&'.repeat(101)}`, 'title', /^is one filter too many; at most 100\.$/],
  ];
  for (const [query, path, message] of refused) {
    test(`?${query.slice(0, 40)} is a bad request that says what would be right`, async () => {
      const { status, body } = await app.get(`/api/films?${query}`);

      assert.equal(status, 400);
      assert.equal(body['code'], 'bad_request');
      const [problem, ...more] = body['errors'] as { path: string; message: string }[];
      assert.deepEqual(more, []);
      assert.equal(problem!.path, path);
      assert.match(problem!.message, message);
      assert.equal(body['detail'], `The query is not valid: ${path} ${problem!.message}`);
    });
  }

  test('bytes that are no text are compared as they came, or refused: they are no fault of the service', async () => {
    for (const query of ['title=%ff', 'title=%', 'title=%00', 'title=%ED%A0%80', '%zz=1', '=', '&&', '?']) {
      const { status } = await app.get(`/api/films?${query}`);
      assert.ok(status === 200 || status === 400, `${query}: ${status}`);
    }
  });

  test('a query string that is too long is refused, and the limit named', async () => {
    const { status, body } = await app.get(`/api/films?title=${'x'.repeat(8187)}`);
    const fitting = await app.get(`/api/films?title=${'x'.repeat(8186)}`);

    assert.equal(status, 414);
    assert.equal(body['code'], 'uri_too_long');
    assert.match(String(body['detail']), /^The query string has 8193 characters; this service takes 8192\./);
    assert.equal(fitting.status, 200);
  });
});

function encoded(parameter: string, value: string): string {
  return new URLSearchParams({ [parameter]: value }).toString();
}
