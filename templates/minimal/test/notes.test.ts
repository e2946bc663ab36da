import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestApp } from '@persist/runtime/testing';
import { Note } from '../src/model.js';

test('a note is rewritten and counts its words', async (t) => {
  const app = await openTestApp(t, Note);
  const note = await app.create(Note, { title: 'Milk' });

  const reply = await app.post(`/api/notes/${note.id}/rewrite`, { text: 'two litres, please' });

  assert.equal(reply.status, 204);
  assert.equal((await app.get(`/api/notes/${note.id}/word-count`)).body, 3);
});

test('an archived note refuses a rewrite and stays as it is', async (t) => {
  const app = await openTestApp(t, Note);
  const note = await app.create(Note, { title: 'Milk', text: 'two litres' });
  await app.post(`/api/notes/${note.id}/archive`);

  const reply = await app.post(`/api/notes/${note.id}/rewrite`, { text: 'three' });

  assert.equal(reply.status, 409);
  assert.equal(reply.body.code, 'note_archived');
  assert.equal((await app.get(Note, note.id)).text, 'two litres');
});

test('a note without a title is refused', async (t) => {
  const app = await openTestApp(t, Note);

  const reply = await app.post('/api/notes', { title: '' });

  assert.equal(reply.status, 422);
  assert.equal(reply.body.code, 'validation_error');
});
