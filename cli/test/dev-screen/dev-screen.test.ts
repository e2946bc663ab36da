import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderToString } from 'ink';
import { createElement } from 'react';
import { DevScreen } from '../../src/dev-screen/dev-screen.js';
import type { ScreenState } from '../../src/dev-screen/screen-state.js';
import { noon, ready, refused, request, screenAfter, serving } from './screen-events.js';

test('at 80 by 24 everything stands in one column', () => {
  const state = screenAfter(
    serving,
    ready,
    { event: 'schema-changed', changes: [{ kind: 'table_created', model: 'notes', table: 'notes' }] },
    request('/api/notes', { method: 'POST', status: 201, ms: 12.4 }),
    request('/api/notes/1/word-count', { status: 404, ms: 0.42 }),
    { event: 'output', stream: 'stdout', line: 'hello from the app' },
  );

  assert.equal(
    draw(state, 80, 24),
    `
 shop  persist dev                                             ● ready in 1.4 s
 http://127.0.0.1:4000   docs http://127.0.0.1:4000/_docs

 Routes ───────────────────────────────────────────────────────────────────────
 /api/notes
   POST    /{id}/put-away       putAway
   … 9 more: ? shows all

 Changes ──────────────────────────────────────────────────────────────────────
 12:00:00  database    notes table notes created

 Requests ─────────────────────────────────────────────────────────────────────
 12:00:00  201    12 ms  POST    /api/notes
 12:00:00  404   0.4 ms  GET     /api/notes/1/word-count



 Output ───────────────────────────────────────────────────────────────────────
 hello from the app



 r restart   o docs   c clear   ? help   q quit
`.slice(1, -1),
  );
});

test('an error stands above everything, with its code frame and what is served', () => {
  const drawn = draw(screenAfter(serving, ready, refused), 80, 24);

  assert.match(
    drawn,
    new RegExp(
      [
        '● error; serves the last good version',
        '.*',
        '',
        ' Error at src/model.ts:12:3 ─+',
        ' Note.onChange: a function cannot be stored.',
        '   11 \\|   archived = false;',
        ' > 12 \\|   onChange = \\(\\) => {};',
        '      \\|   \\^',
        ' Hint: Keep behaviour in methods; store the data it needs.',
        " src/main.ts:2:9  Cannot find name 'Nope'.",
        ' The last good version is still served.',
        '',
        ' Routes ─+',
      ].join('\n'),
    ),
  );
});

test('from 120 columns on requests stand beside routes', () => {
  const drawn = draw(screenAfter(serving, ready, request('/api/notes')), 200, 60);

  assert.match(drawn, /^ Routes ─+ {4}Requests ─+$/m);
  assert.match(drawn, /^ \/api\/notes +12:00:00 {2}200 {3}1\.2 ms {2}GET {5}\/api\/notes$/m);
});

test('what is too long for a row is cut off, and no row is wider than the terminal', () => {
  const long = 'x'.repeat(300);
  const state = screenAfter(
    serving,
    { event: 'ready', url: `http://${long}`, models: ['notes'], ms: 1 },
    request(`/${long}`),
    { event: 'output', stream: 'stderr', line: `${long}\t界${long}` },
    { ...refused, problems: [{ code: 'a', message: `${long} ${long}`, hint: long }] },
    { event: 'noticed', notice: long },
  );

  const sizes = [
    [80, 24],
    [120, 30],
    [200, 60],
    [40, 10],
    [20, 5],
  ] as const;
  for (const [columns, rows] of sizes) {
    const lines = draw(state, columns, rows).split('\n');
    const tooLong = lines.filter((line) => line.length > columns);
    assert.ok(lines.length < rows, `${columns}x${rows}: ${lines.length} lines`);
    assert.deepEqual(tooLong, [], `${columns}x${rows}`);
  }
});

test('help names every key and every route', () => {
  const drawn = draw(screenAfter(serving, ready, { event: 'help-toggled' }), 80, 30);

  assert.match(drawn, /^ r {2}restart {3}Build and start the app again, though nothing was edited\.$/m);
  assert.match(drawn, /^ {3}GET {5}\/{id}\/_audits +audits$/m);
  assert.doesNotMatch(drawn, /Requests/);
});

test('before the first version listens the screen says so', () => {
  assert.match(draw(screenAfter(), 80, 24), / shop {2}persist dev +● starting …\n not listening yet\n/);
});

test('times are those of the place where the screen is', () => {
  const drawn = draw(screenAfter(serving, ready, request('/', { at: noon.toISOString() })), 80, 24);

  assert.match(drawn, /12:00:00 {2}200/);
});

function draw(state: ScreenState, columns: number, rows: number): string {
  const screen = createElement(DevScreen, { state, size: { columns, rows }, colours: false });
  return renderToString(screen, { columns })
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}
