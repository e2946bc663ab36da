import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState } from '../../src/dev-screen/screen-state.js';
import { noon, ready, refused, reloaded, request, screenAfter, serving, shop } from './screen-events.js';

test('a session starts, serves, reloads and stops', () => {
  assert.equal(initialState(shop).phase, 'starting');
  assert.equal(screenAfter({ event: 'building' }).phase, 'starting');
  assert.equal(screenAfter(serving, ready).phase, 'serving');
  assert.equal(screenAfter(serving, ready, { event: 'building' }).phase, 'building');
  assert.equal(screenAfter(serving, ready, { event: 'stopping' }).phase, 'stopping');
});

test('a version that is taken tells its address and how long it took', () => {
  const { url, taken } = screenAfter(serving, ready, { event: 'building' }, serving, reloaded);

  assert.equal(url, 'http://127.0.0.1:4000');
  assert.deepEqual(taken, { event: 'reloaded', ms: 231.4 });
});

test('a problem stands until the next good version, whatever else happens', () => {
  const broken = [serving, ready, refused, { event: 'building' }, request('/api/notes')] as const;

  assert.deepEqual(screenAfter(...broken, { event: 'cleared' }).problem, refused);
  assert.equal(screenAfter(...broken, serving, reloaded).problem, undefined);
});

test('changes for clients and in the database are one list, with their time', () => {
  const { changes } = screenAfter(
    {
      event: 'contract-changed',
      breaking: true,
      changes: [
        { kind: 'removed', impact: 'breaking', path: 'notes.commands.archive', message: 'is gone' },
        { kind: 'added', impact: 'compatible', path: 'notes.fields.rank', message: 'is new' },
      ],
    },
    { event: 'schema-changed', changes: [{ kind: 'column_added', model: 'notes', field: 'rank' }] },
  );

  assert.deepEqual(changes, [
    { at: noon, kind: 'breaking', text: 'notes.commands.archive is gone' },
    { at: noon, kind: 'compatible', text: 'notes.fields.rank is new' },
    { at: noon, kind: 'database', text: 'notes.rank column added' },
  ]);
});

test('warnings are those of the last version', () => {
  const warning = { event: 'warning', code: 'tag_lost', message: 'a tag is lost' } as const;

  assert.equal(screenAfter(serving, ready, warning, warning).warnings.length, 2);
  assert.equal(screenAfter(serving, ready, warning, warning, serving, reloaded).warnings.length, 0);
});

test('of many requests the last two hundred are kept, oldest first', () => {
  const many = Array.from({ length: 250 }, (_, number) => request(`/api/notes/${number}`));

  const { requests } = screenAfter(...many);

  assert.equal(requests.length, 200);
  assert.equal(requests.at(0)!.path, '/api/notes/50');
  assert.equal(requests.at(-1)!.path, '/api/notes/249');
});

test('clear empties the lists, not what is wrong and not what is served', () => {
  const state = screenAfter(
    serving,
    ready,
    request('/api/notes'),
    { event: 'output', stream: 'stdout', line: 'hello' },
    { event: 'schema-changed', changes: [{ kind: 'column_added', model: 'notes', field: 'rank' }] },
    refused,
    { event: 'cleared' },
  );

  assert.deepEqual([state.requests, state.output, state.changes], [[], [], []]);
  assert.equal(state.problem, refused);
  assert.equal(state.models.length, 1);
});

test('the answer to a key stands until something happens to the app', () => {
  const noticed = { event: 'noticed', notice: 'Opened in the browser.' } as const;

  assert.equal(screenAfter(noticed, request('/')).notice, 'Opened in the browser.');
  assert.equal(screenAfter(noticed, { event: 'building' }).notice, undefined);
});

test('help comes and goes', () => {
  assert.equal(screenAfter({ event: 'help-toggled' }).help, true);
  assert.equal(screenAfter({ event: 'help-toggled' }, { event: 'help-toggled' }).help, false);
});
