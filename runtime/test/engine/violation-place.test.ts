import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Film } from '../fixtures/films/src/model.js';
import { film, openFilms } from '../http/open-films.js';

test('elements that break their contract are named by where they would stand, equal ones in turn', async (t) => {
  const app = await openFilms(t);
  const { id } = await app.create(Film, film('Alien'));
  await app.post(`/api/films/${id}/credit`, { names: ['Ripley', 'Ash'], at: 0 });

  const { status, body } = await app.post(`/api/films/${id}/credit`, { names: ['', 'Kane', ''], at: 1 });

  assert.equal(status, 422);
  assert.equal(body['code'], 'validation_error');
  assert.deepEqual(body['errors'], [
    { path: 'roles[1].name', message: 'must not be empty' },
    { path: 'roles[3].name', message: 'must not be empty' },
  ]);
  assert.deepEqual((await app.get(Film, id))['roles'], [{ name: 'Ripley' }, { name: 'Ash' }]);
});
