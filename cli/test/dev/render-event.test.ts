import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderEvent } from '../../src/dev/render-event.js';
import type { SessionEvent } from '../../src/dev/session-event.js';

test('ready shows the address and where each model is', () => {
  const event: SessionEvent = {
    event: 'ready',
    url: 'http://127.0.0.1:4000',
    models: ['ledger-books'],
    ms: 412,
  };

  assert.equal(
    renderEvent(event, pipe),
    'ready      http://127.0.0.1:4000 in 412 ms\n           http://127.0.0.1:4000/api/ledger-books',
  );
});

test('each change of the contract says whether it breaks callers', () => {
  const event: SessionEvent = {
    event: 'contract-changed',
    breaking: true,
    changes: [
      { kind: 'removed', impact: 'breaking', path: 'notes.commands.archive', message: 'is gone' },
      { kind: 'added', impact: 'compatible', path: 'notes.commands.pin', message: 'is new' },
    ],
  };

  assert.equal(
    renderEvent(event, pipe),
    'breaking   notes.commands.archive is gone\ncompatible notes.commands.pin is new',
  );
});

test('all that is wrong with a version is listed, and once what is served', () => {
  const event: SessionEvent = {
    event: 'refused',
    phase: 'contract',
    serving: true,
    problems: [
      {
        code: 'type_unsupported',
        message: 'a function cannot be stored',
        place: { file: 'src/a.ts', line: 3, column: 1 },
        hint: 'Use a method.',
      },
      { code: 'typescript', message: 'no such name' },
    ],
  };

  assert.equal(
    renderEvent(event, pipe),
    [
      'error src/a.ts:3:1 a function cannot be stored',
      'hint  Use a method.',
      'error no such name',
      'The last good version is still served.',
    ].join('\n'),
  );
  assert.match(
    renderEvent({ ...event, serving: false }, pipe)!,
    /\nNothing is served until this is mended\.$/,
  );
});

test('what was changed in the database is listed by the names of the model', () => {
  const event: SessionEvent = {
    event: 'schema-changed',
    changes: [
      { kind: 'column_added', model: 'notes', field: 'rank' },
      { kind: 'index_created', model: 'notes', field: 'title', unique: true },
      { kind: 'column_retired', model: 'notes', field: 'text' },
    ],
  };

  assert.equal(
    renderEvent(event, pipe),
    [
      'database   notes.rank column added',
      'database   notes.title unique index created',
      'database   notes.text no longer used; its column stays',
    ].join('\n'),
  );
});

test('requests are no lines for people: they would drown the rest', () => {
  const request: SessionEvent = {
    event: 'request',
    method: 'GET',
    path: '/api/notes',
    status: 200,
    ms: 1.5,
    at: '2026-01-01T00:00:00.000Z',
  };

  assert.equal(renderEvent(request, pipe), undefined);
});

const pipe = { isTTY: false } as NodeJS.WriteStream;
