import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import {
  mapConflictProblem,
  normalizeIdempotencyKey,
  normalizeRequestId,
  parseIfMatchHeader,
  problemResponse,
  toProblem,
} from '../../src/http/index.js';
import type { TestApp } from '../../src/testing/index.js';
import { LedgerBook, type Transfer } from '../fixtures/ledger/src/model.js';
import { bookWithAccounts, ledgerContract, openLedger } from './open-ledger.js';

/** The route of `createTransfer`, written by hand with the web primitives. */
async function transferHandler(app: TestApp): Promise<RequestListener> {
  const ledgers = await app.domain(LedgerBook);
  const { errors } = await ledgerContract();

  const transfer = async (request: IncomingMessage, requestId: string): Promise<void> => {
    const ifMatch = parseIfMatchHeader(request.headers['if-match']);
    const idempotencyKey = normalizeIdempotencyKey(request.headers['idempotency-key']);
    const id = request.url!.split('/')[3]!;
    const expected = Array.isArray(ifMatch) ? { ifMatch: Number(ifMatch[0]) } : {};
    const calls = ledgers.with({ ...expected, idempotencyKey, requestId });
    await calls.intent(id, 'createTransfer', (await json(request)) as Transfer);
  };

  return (request, response) => {
    const correlationId = normalizeRequestId(request.headers['x-request-id']);
    transfer(request, correlationId).then(
      () => response.writeHead(204).end(),
      (error: unknown) => {
        const context = { instance: request.url!, correlationId, errors };
        const problem = mapConflictProblem(error, context) ?? toProblem(error, context);
        const { status, headers, body } = problemResponse(problem);
        response.writeHead(status, headers).end(body);
      },
    );
  };
}

async function serve(t: TestContext, handler: RequestListener): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const cases: readonly [what: string, change: Partial<Transfer>, headers: Record<string, string>][] = [
  ['a malformed If-Match', {}, { 'if-match': 'one' }],
  ['a stale If-Match', {}, { 'if-match': '"1"' }],
  ['a malformed Idempotency-Key', {}, { 'idempotency-key': '"open' }],
  ['a payload that breaks the contract', { amountMinor: 0 }, {}],
  ['a refusal of the model', { amountMinor: 5000 }, {}],
  ['another refusal of the model', { toAccountId: 'nobody' }, {}],
];

for (const [what, change, headers] of cases) {
  test(`a handler on node:http answers ${what} with the document of the generated route`, async (t) => {
    const app = await openLedger(t);
    const { path, ann, bob } = await bookWithAccounts(app);
    const url = await serve(t, await transferHandler(app));
    const ask = async (base: string) => {
      const response = await fetch(`${base}${path}/create-transfer`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': 'r-1', ...headers },
        body: JSON.stringify({ fromAccountId: ann, toAccountId: bob, amountMinor: 1, ...change }),
      });
      const kept = ['content-type', 'cache-control'].map((name) => response.headers.get(name));
      return { status: response.status, kept, body: await response.json() };
    };

    const generated = await ask(app.url);

    assert.ok(generated.status >= 400);
    assert.deepEqual(await ask(url), generated);
  });
}
