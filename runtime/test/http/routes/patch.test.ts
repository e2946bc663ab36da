import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openTestApp, type TestApp } from '../../../src/testing/index.js';
import { workshopContract } from '../../engine/open-engine.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { Profile } from '../../fixtures/workshop/src/profile.js';
import { openLedger } from '../open-ledger.js';

test('a patch answers 200 with the record and its new tag', async (t) => {
  const { app, path, created } = await openProfile(t);

  const reply = await app.request('PATCH', path, { body: { nick: 'Annie', home: { floor: 2 } } });

  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('etag'), '"2"');
  const home = { street: 'Main Street 1', zip: '3000', floor: 2, keeper: null };
  assert.deepEqual(reply.body, { ...created, version: 2, nick: 'Annie', home });
  assert.deepEqual((await app.get(path)).body, reply.body);
});

for (const mediaType of ['application/merge-patch+json', 'application/json', 'Application/Merge-Patch+JSON; charset=utf-8']) {
  test(`a patch is sent as ${mediaType}`, async (t) => {
    const { app, path } = await openProfile(t);

    const reply = await app.request('PATCH', path, { body: { age: 3 }, headers: { 'content-type': mediaType } });

    assert.deepEqual([reply.status, reply.body['age']], [200, 3]);
  });
}

for (const mediaType of ['application/json-patch+json', 'text/plain']) {
  test(`a patch is not sent as ${mediaType}`, async (t) => {
    const { app, path } = await openProfile(t);

    const reply = await app.request('PATCH', path, { body: '[]', headers: { 'content-type': mediaType } });

    assert.deepEqual([reply.status, reply.body['code']], [415, 'unsupported_media_type']);
    const accepted = mediaType === 'text/plain' ? null : 'application/merge-patch+json, application/json';
    assert.equal(reply.headers.get('accept-patch'), accepted);
  });
}

test('a patch without a body is a bad request, an empty one a new version', async (t) => {
  const { app, path, created } = await openProfile(t);

  assert.equal((await app.request('PATCH', path)).status, 400);
  assert.deepEqual((await app.request('PATCH', path, { body: {} })).body, { ...created, version: 2 });
});

test('what cannot be patched is refused by name', async (t) => {
  const { app, path, created } = await openProfile(t);

  const { status, body } = await app.request('PATCH', path, { body: { ...created, colour: 'red', secret: 'x', age: -1 } });

  assert.equal(status, 422);
  const places = (body['errors'] as { path: string }[]).map((error) => error.path);
  assert.deepEqual(new Set(places), new Set(['id', 'version', 'createdAt', 'updatedAt', 'handle', 'colour', 'secret', 'age']));
  assert.equal((await app.get(path)).headers.get('etag'), '"1"');
});

test('a patch keeps to If-Match and Idempotency-Key', async (t) => {
  const { app, path } = await openProfile(t);
  const patch = (age: number, headers: Record<string, string>) => app.request('PATCH', path, { body: { age }, headers });

  assert.equal((await patch(1, { 'if-match': '"7"' })).status, 412);
  const first = await patch(2, { 'if-match': '"1"', 'idempotency-key': 'k-1' });
  const second = await patch(2, { 'if-match': '"1"', 'idempotency-key': 'k-1' });

  assert.equal(first.status, 200);
  assert.deepEqual([second.status, second.headers.get('idempotency-replayed'), second.body], [200, 'true', first.body]);
  assert.equal(second.headers.get('etag'), '"2"');
});

test('a patch of an unknown record is answered with 404, one into a taken value with 409', async (t) => {
  const { app, path } = await openProfile(t);
  await app.create(Profile, { email: 'bob@x', handle: 'bob' });

  const taken = await app.request('PATCH', path, { body: { email: 'bob@x' } });
  const unknown = await app.request('PATCH', '/api/profiles/0190a0b0-0000-7000-8000-000000000000', { body: {} });

  assert.deepEqual([taken.status, taken.body['field'], taken.body['recordId']], [409, 'email', undefined]);
  assert.equal(unknown.status, 404);
});

test('a model that is not declared so is not patched, and says what it takes', async (t) => {
  const app = await openLedger(t);
  const { id } = await app.create(LedgerBook, { name: 'Home' });

  const { status, headers } = await app.request('PATCH', `/api/ledger-books/${id}`, { body: { name: 'Work' } });

  assert.equal(status, 405);
  assert.equal(headers.get('allow'), 'DELETE, GET, HEAD, OPTIONS');
});

async function openProfile(t: TestContext): Promise<{ app: TestApp; path: string; created: Record<string, unknown> }> {
  const app = await openTestApp(t, Profile, { contract: await workshopContract() });
  const created = await app.create(Profile, { email: 'ann@x', handle: 'ann' });
  return { app, path: `/api/profiles/${created.id}`, created };
}
