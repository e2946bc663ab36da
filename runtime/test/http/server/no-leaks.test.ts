import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import type { TestApp } from '../../../src/testing/index.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

/** What callers must never see: where the code is, what the database is asked, what failed below. */
const secrets =
  /\\n\s+at |node:internal|node_modules|\.[jt]s:\d+|\/(?:home|root|tmp|usr|var|etc|work)\/|\b(?:SELECT|INSERT|UPDATE|PRAGMA)\b|sqlite|no such (?:table|column)|hunter2/i;

const below = new Error('SELECT password FROM users -- hunter2 in /var/lib/secret.db (SQLITE_CORRUPT)');

/** Each makes a fault and answers what its caller is told. */
const faults: Readonly<Record<string, (app: TestApp, path: string) => Promise<Answer>>> = {
  'a command that throws': (app, path) => ask(app, `POST ${path}/explode`),
  'a commit that fails': (app, path) => {
    app.faults.failNextCommit(below);
    return ask(app, `POST ${path}/rename`, { body: '{"name":"Work"}' });
  },
  'a table that is gone': (app) => {
    damage(app, 'DROP TABLE ledger_books');
    return ask(app, 'GET /api/ledger-books');
  },
  'a history that is gone': (app, path) => {
    damage(app, 'DROP TABLE _persist_audits');
    return ask(app, `GET ${path}/_audits`);
  },
  'a caller who cannot be identified': (app) => ask(app, 'POST /api/ledger-books', { body: '{"name":"x"}', headers: { 'x-fail': '1' } }),
};

for (const [what, fail] of Object.entries(faults)) {
  test(`${what} is told as a fault and nothing else`, async (t) => {
    const written = t.mock.method(process.stderr, 'write', () => true);
    const identify = ({ headers }: { headers: Record<string, unknown> }): string => {
      if (headers['x-fail'] !== undefined) throw below;
      return 'ann';
    };
    const app = await openLedger(t, { listen: { identify } });
    const { id } = await app.create(LedgerBook, { name: 'Home' });

    const answer = await fail(app, `/api/ledger-books/${id}`);

    assert.equal(answer.status, 500);
    assert.doesNotMatch(answer.text, secrets);
    // The log has it all.
    assert.ok(written.mock.callCount() > 0);
  });
}

const refusals: Readonly<Record<string, (app: TestApp, path: string) => Promise<Answer>>> = {
  'a body that is no JSON': (app) => ask(app, 'POST /api/ledger-books', { body: '{"name":' }),
  'a payload that breaks its contract': (app) => ask(app, 'POST /api/ledger-books', { body: '{"name":1,"x":"; DROP"}' }),
  'a path out of the tree': (app) => ask(app, 'GET /api/..%2f..%2fpasswd'),
  'a filter that is none': (app) => ask(app, 'GET /api/ledger-books?name__like=1&sort=nothing'),
  'a cursor that is none': (app) => ask(app, 'GET /api/ledger-books?cursor=%00x'),
  'a reference that is not there': (app) => ask(app, 'GET /_docs/..%2fpackage.json'),
  'a name with everything in it': (app, path) => ask(app, `POST ${path}/%27%3B--`),
};

for (const [what, refuse] of Object.entries(refusals)) {
  test(`${what} is refused without a word on what is below`, async (t) => {
    const app = await openLedger(t);
    const { id } = await app.create(LedgerBook, { name: 'Home' });

    const answer = await refuse(app, `/api/ledger-books/${id}`);

    assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status}`);
    assert.doesNotMatch(answer.text, secrets);
  });
}

interface Answer {
  readonly status: number;
  /** Headers and body. */
  readonly text: string;
}

async function ask(app: TestApp, asked: string, { body, headers = {} }: Sent = {}): Promise<Answer> {
  const [method, path] = asked.split(' ') as [string, string];
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const init = { method, headers: { ...json, ...headers }, ...(body !== undefined && { body }) };
  const response = await fetch(app.url + path, init);
  return { status: response.status, text: JSON.stringify([...response.headers]) + (await response.text()) };
}

interface Sent {
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

/** Through another connection, as a broken disk or a hand would. */
function damage(app: TestApp, sql: string): void {
  const database = new Database(join(app.dir, 'persist.db'));
  database.exec(sql);
  database.close();
}
