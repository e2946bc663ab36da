import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestApp } from '../../../src/testing/index.js';
import { LedgerBook } from '../../fixtures/ledger/src/model.js';
import { openLedger } from '../open-ledger.js';

async function books(app: TestApp, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await app.create(LedgerBook, { name });
    app.clock.advance(1000);
  }
}

interface Page {
  readonly items: readonly { readonly name: string }[];
  readonly [member: string]: unknown;
}

async function names(app: TestApp, query: string): Promise<readonly string[]> {
  const { status, body } = await app.get<Page>(`/api/ledger-books?${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body.items.map(({ name }) => name);
}

test('a list is paged and by creation', async (t) => {
  const app = await openLedger(t);
  await books(app, ['c', 'a', 'b']);

  const { status, body } = await app.get<Page>('/api/ledger-books?page=2&perPage=2');

  assert.equal(status, 200);
  assert.deepEqual(body, {
    items: [await app.get(LedgerBook, String((body.items[0] as unknown as { id: string }).id))],
    page: 2,
    perPage: 2,
    total: 3,
    totalPages: 2,
  });
  assert.equal(body.items[0]!.name, 'b');
});

test('a list without records is one empty page of twenty', async (t) => {
  const app = await openLedger(t);

  const { body } = await app.get('/api/ledger-books');

  assert.deepEqual(body, { items: [], page: 1, perPage: 20, total: 0, totalPages: 0 });
});

test('a list is sorted and filtered as the query string says', async (t) => {
  const app = await openLedger(t);
  await books(app, ['c', 'a', 'b']);

  assert.deepEqual(await names(app, 'sort=-name'), ['c', 'b', 'a']);
  assert.deepEqual(await names(app, 'name=a'), ['a']);
  assert.deepEqual(await names(app, 'name__gte=b&sort=name'), ['b', 'c']);
  assert.deepEqual(await names(app, 'name__in=a,c&sort=name'), ['a', 'c']);
});

for (const query of [
  'perPage=101',
  'page=0',
  'page=x',
  'sort=nothing',
  'closed=true',
  'score__gte=1',
  'name__like=a',
]) {
  test(`?${query} is a bad request that names the parameter`, async (t) => {
    const app = await openLedger(t);

    const { status, body } = await app.get(`/api/ledger-books?${query}`);

    assert.equal(status, 400);
    assert.equal(body['code'], 'bad_request');
    const [{ path }] = body['errors'] as [{ path: string }];
    assert.equal(path, query.split('=')[0]);
  });
}
