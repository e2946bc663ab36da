import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestApp } from '../../../src/testing/index.js';
import { Film } from '../../fixtures/films/src/model.js';
import { film, openFilms } from '../open-films.js';

const noon = '2026-01-01T12:00:00.000Z';

/** A film with four versions, a second apart, and how each was seen; `path` is the film's. */
async function ratedFilm(app: TestApp) {
  const created = await app.create(Film, film('Alien'));
  const path = `/api/films/${created.id}`;
  const seen = [created];
  const commands = [
    ['rate', { score: 8 }],
    ['hire', { names: ['Weaver', 'Holm'] }],
    ['sign', { contract: 'for two films' }],
  ] as const;
  for (const [command, input] of commands) {
    app.clock.advance(1000);
    await app.post(`${path}/${command}`, input);
    seen.push(await app.get(Film, created.id));
  }
  return { path, seen };
}

test('a version is read back as it was seen', async (t) => {
  const app = await openFilms(t, { now: noon });
  const { path, seen } = await ratedFilm(app);

  for (const [index, record] of seen.entries()) {
    const reply = await app.get(`${path}?version=${index + 1}`);
    assert.equal(reply.status, 200);
    assert.deepEqual(reply.body, record);
    assert.equal(reply.headers.get('etag'), `"${index + 1}"`);
  }
});

test('a time is read as the last version until then', async (t) => {
  const app = await openFilms(t, { now: noon });
  const { path, seen } = await ratedFilm(app);
  const asOf = async (time: string) => (await app.get(`${path}?asOf=${encodeURIComponent(time)}`)).body;

  assert.deepEqual(await asOf(noon), seen[0]);
  assert.deepEqual(await asOf('2026-01-01T12:00:00.999Z'), seen[0]);
  assert.deepEqual(await asOf('2026-01-01T13:00:01+01:00'), seen[1]);
  assert.deepEqual(await asOf('2026-01-01T12:00:02Z'), seen[2]);
  assert.deepEqual(await asOf('2030-01-01T00:00:00Z'), seen[3]);
});

test('of several versions at one time the last is read', async (t) => {
  const app = await openFilms(t, { now: noon });
  const { id } = await app.create(Film, film('Alien'));
  await app.post(`/api/films/${id}/rate`, { score: 1 });
  await app.post(`/api/films/${id}/rate`, { score: 2 });

  assert.equal((await app.get(`/api/films/${id}?asOf=${noon}`)).body['score'], 2);
});

test('a caller that has the version gets 304', async (t) => {
  const app = await openFilms(t, { now: noon });
  const { path } = await ratedFilm(app);

  const known = await app.get(`${path}?version=2`, { 'if-none-match': '"2"' });
  const other = await app.get(`${path}?version=2`, { 'if-none-match': '"4"' });
  const timed = await app.get(`${path}?asOf=${noon}`, { 'if-none-match': 'W/"1"' });

  assert.deepEqual([known.status, known.body, known.headers.get('etag')], [304, undefined, '"2"']);
  assert.equal(other.status, 200);
  assert.equal(timed.status, 304);
});

test('a version still to come is not found, and the current one named', async (t) => {
  const app = await openFilms(t, { now: noon });
  const { path } = await ratedFilm(app);

  const { status, body } = await app.get(`${path}?version=5`);

  assert.equal(status, 404);
  assert.equal(body['code'], 'not_found');
  assert.match(String(body['detail']), /^films\/\S+ has no version 5 yet; it is at version 4\.$/);
});

test('before its creation a record is not found', async (t) => {
  const app = await openFilms(t, { now: noon });
  const { path } = await ratedFilm(app);

  const { status, body } = await app.get(`${path}?asOf=2026-01-01T11:59:59.999Z`);

  assert.equal(status, 404);
  assert.match(String(body['detail']), /it was created at 2026-01-01T12:00:00\.000Z, after 2026-01-01T11:59:59\.999Z\.$/);
});

test('a removed record stays readable as it was, and is not found from its removal on', async (t) => {
  const app = await openFilms(t, { now: noon });
  const { path, seen } = await ratedFilm(app);
  app.clock.advance(1000);
  await app.delete(path);
  const detail = async (query: string) => {
    const { status, body } = await app.get(`${path}?${query}`);
    assert.equal(status, 404);
    return String(body['detail']);
  };

  for (const [index, record] of seen.entries()) {
    assert.deepEqual((await app.get(`${path}?version=${index + 1}`)).body, record);
  }
  assert.deepEqual((await app.get(`${path}?asOf=2026-01-01T12:00:03.999Z`)).body, seen[3]);
  assert.equal((await app.get(path)).status, 404);
  assert.match(await detail('version=5'), /it was removed at 2026-01-01T12:00:04\.000Z; its last version is 4\.$/);
  assert.match(await detail('version=9'), /its last version is 4\.$/);
  assert.match(await detail('asOf=2026-01-01T12:00:04Z'), /it was removed at 2026-01-01T12:00:04\.000Z\.$/);
});

test('a record that never was has no past', async (t) => {
  const app = await openFilms(t);

  for (const query of ['version=1', `asOf=${noon}`]) {
    const { status } = await app.get(`/api/films/0190a0b0-0000-7000-8000-000000000000?${query}`);
    assert.equal(status, 404);
  }
});

for (const [query, detail] of [
  ['version=0', 'version must be a positive integer.'],
  ['version=-1', 'version must be a positive integer.'],
  ['version=1.5', 'version must be a positive integer.'],
  ['version=', 'version must be a positive integer.'],
  ['version=latest', 'version must be a positive integer.'],
  ['version=99999999999999999', 'version must be a positive integer.'],
  ['version=1&version=2', 'version must be a positive integer.'],
  ['asOf=2026-01-01', 'asOf must be one time such as 2026-01-31T12:00:00Z (in a URL, write the + of an offset as %2B).'],
  ['asOf=9999-12-31T23:59:59-14:00', 'asOf must be one time such as 2026-01-31T12:00:00Z (in a URL, write the + of an offset as %2B).'],
  ['asOf=2026-02-30T00:00:00Z', 'asOf must be one time such as 2026-01-31T12:00:00Z (in a URL, write the + of an offset as %2B).'],
  ['asOf=2026-01-01T00:00:00+01:00', 'asOf must be one time such as 2026-01-31T12:00:00Z (in a URL, write the + of an offset as %2B).'],
  [`asOf=${noon}&version=1`, 'version and asOf cannot be combined: each names a moment by itself.'],
  ['vesion=1', 'vesion is not a known query parameter. This route takes version, asOf.'],
] as const) {
  test(`?${query} is a bad request`, async (t) => {
    const app = await openFilms(t);
    const { id } = await app.create(Film, film('Alien'));

    const { status, body } = await app.get(`/api/films/${id}?${query}`);

    assert.deepEqual([status, body['code'], body['detail']], [400, 'bad_request', detail]);
  });
}

test('private fields of the past stay private, and getters see them', async (t) => {
  const app = await openFilms(t);
  const { path, seen } = await ratedFilm(app);
  const handle = await app.domain(Film);
  const id = seen[0]!.id;

  const before = await handle.at(id, { version: 3 });
  const after = await handle.at(id, { version: 4 });

  assert.deepEqual([before.secrecy, after.secrecy], ['secret'.length, 'for two films'.length]);
  assert.equal('contract' in after, false);
  assert.equal('contract' in (await app.get(`${path}?version=1`)).body, false);
});

test('HEAD answers for the past as GET does', async (t) => {
  const app = await openFilms(t);
  const { path } = await ratedFilm(app);

  const reply = await fetch(`${app.url}${path}?version=2`, { method: 'HEAD' });

  assert.deepEqual([reply.status, reply.headers.get('etag'), await reply.text()], [200, '"2"', '']);
});
