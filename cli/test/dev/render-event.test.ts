import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DevEvent } from '../../src/dev/dev-event.js';
import { renderEvent } from '../../src/dev/render-event.js';

test('ready shows the address and where each model is', () => {
  const event: DevEvent = { event: 'ready', url: 'http://127.0.0.1:4000', models: ['ledger-books'], ms: 412 };

  assert.equal(
    renderEvent(event, pipe),
    'ready      http://127.0.0.1:4000 in 412 ms\n           http://127.0.0.1:4000/api/ledger-books',
  );
});

test('each change of the contract says whether it breaks callers', () => {
  const event: DevEvent = {
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

test('an error says whether anything is still served', () => {
  const error = { event: 'error', phase: 'build', code: 'build_failed', message: 'Unexpected "}"' } as const;

  assert.match(renderEvent({ ...error, serving: true }, pipe), /\nThe last good version is still served\.$/);
  assert.match(
    renderEvent({ ...error, serving: false }, pipe),
    /\nNothing is served until this is mended\.$/,
  );
});

const pipe = { isTTY: false } as NodeJS.WriteStream;
