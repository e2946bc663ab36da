import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openLedgerApp } from './open-ledger-app.js';
import { scenarios, type Client, type Got, type Scenario, type Sent } from './scenarios.js';
import { generated, type Serve } from './servers.js';

/** Everything that callers see, answer by answer, is what the generated routes of the same app answer. */
export function sameErrorsSuite(name: string, serve: Serve): void {
  for (const [expected, what, tell] of scenarios) {
    test(`${name} answers ${what} as the generated routes do: ${expected}`, async (t) => {
      t.mock.method(process.stderr, 'write', () => true);

      const reference = await referenceOf(t, [expected, what, tell]);
      const answer = await tell(await open(t, serve));

      const { code = '' } = (answer.body ?? {}) as { readonly code?: string };
      assert.equal(`${answer.status} ${code}`.trim(), expected);
      assert.deepEqual(visible(answer), visible(reference));
      assert.equal(answer.headers.get('x-request-id'), 'r-1');
      assert.doesNotMatch(JSON.stringify(answer.body ?? null), /hunter2/);
    });
  }

  test(`${name} names an error by the request's id, or a new one`, async (t) => {
    const { url } = await start(t, serve);
    const read = async (headers: Record<string, string>) => {
      const reply = await fetch(`${url}/api/ledger-books/first?secret=1`, { headers });
      const body = (await reply.json()) as { correlationId: string; instance: string };
      return { ...body, requestId: reply.headers.get('x-request-id') };
    };

    const named = await read({ 'x-request-id': ' r-7 ' });
    const unnamed = await read({ 'x-request-id': 'x'.repeat(129) });

    assert.deepEqual([named.correlationId, named.requestId], ['r-7', 'r-7']);
    assert.match(unnamed.correlationId, /^[0-9a-f-]{36}$/);
    assert.equal(unnamed.requestId, unnamed.correlationId);
    assert.equal(named.instance, '/api/ledger-books/first');
  });
}

const references = new Map<string, Promise<Got>>();

/** What the generated routes answer, asked once. */
function referenceOf(t: TestContext, [, what, tell]: Scenario): Promise<Got> {
  const answer = references.get(what) ?? open(t, generated).then(tell);
  references.set(what, answer);
  return answer;
}

const seen = ['content-type', 'cache-control', 'etag', 'location', 'idempotency-replayed', 'retry-after', 'allow'];

/** Whole, save for the id of the request: a replayed refusal of the generated routes carries that of the first. */
function visible({ status, headers, body }: Got) {
  const { correlationId, ...rest } = body ?? {};
  const shown = Object.fromEntries(seen.map((name) => [name, headers.get(name)]));
  return { status, headers: shown, body: body && rest, isNamed: typeof correlationId };
}

async function start(t: TestContext, serve: Serve) {
  const { app, faults } = await openLedgerApp(t);
  return { url: await serve(t, app), faults };
}

async function open(t: TestContext, serve: Serve): Promise<Client> {
  const { url, faults } = await start(t, serve);
  const send = async (method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Got> => {
    const type: Sent['headers'] = body === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await fetch(url + path, {
      method,
      headers: { 'x-request-id': 'r-1', ...type, ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await reply.text();
    const parsed = text === '' ? undefined : (JSON.parse(text) as Got['body']);
    return { status: reply.status, headers: reply.headers, body: parsed };
  };
  return { get: (path) => send('GET', path), post: (path, sent) => send('POST', path, sent), faults };
}
