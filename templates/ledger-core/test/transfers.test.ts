import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../src/model.js';
import { openHousehold, provenBalances } from './household.js';

test('a transfer moves money and books both sides', async (t) => {
  const household = await openHousehold(t);
  const { app, book, ann, ben } = household;

  const reply = await app.post<JournalEntry>(`${book}/create-transfer`, {
    fromAccountId: ann.id,
    toAccountId: ben.id,
    amountMinor: 2_500,
    memo: 'rent',
  });

  assert.equal(reply.status, 200);
  assert.equal(reply.body.memo, 'rent');
  assert.deepEqual(reply.body.postings, [
    { accountId: ann.id, currency: 'EUR', amountMinor: -2_500 },
    { accountId: ben.id, currency: 'EUR', amountMinor: 2_500 },
  ]);
  assert.deepEqual(await provenBalances(household), { Ann: 7_500, Ben: 2_500, Cy: 5_000 });
});

test('a transfer across currencies goes through the exchange and closes in both', async (t) => {
  const household = await openHousehold(t);
  const { app, book, ann, cy } = household;
  const transfer = { fromAccountId: ann.id, toAccountId: cy.id, amountMinor: 1_000, toAmountMinor: 1_100 };

  const reply = await app.post<JournalEntry>(`${book}/create-transfer`, transfer);

  assert.deepEqual(reply.body.postings, [
    { accountId: ann.id, currency: 'EUR', amountMinor: -1_000 },
    { accountId: 'currency-exchange', currency: 'EUR', amountMinor: 1_000 },
    { accountId: 'currency-exchange', currency: 'USD', amountMinor: -1_100 },
    { accountId: cy.id, currency: 'USD', amountMinor: 1_100 },
  ]);
  assert.deepEqual(await provenBalances(household), { Ann: 9_000, Ben: 0, Cy: 6_100 });
});

test('a transfer across currencies must say what arrives', async (t) => {
  const { app, book, ann, cy } = await openHousehold(t);

  const reply = await app.post(`${book}/create-transfer`, {
    fromAccountId: ann.id,
    toAccountId: cy.id,
    amountMinor: 1,
  });

  assert.equal(reply.status, 422);
  assert.equal(reply.body.code, 'to_amount_required');
  assert.equal(reply.body.toCurrency, 'USD');
});

test('within one currency nothing else can arrive than what left', async (t) => {
  const household = await openHousehold(t);
  const { app, book, ann, ben } = household;
  const transfer = { fromAccountId: ann.id, toAccountId: ben.id, amountMinor: 100 };

  const different = await app.post(`${book}/create-transfer`, { ...transfer, toAmountMinor: 101 });
  const equal = await app.post(`${book}/create-transfer`, { ...transfer, toAmountMinor: 100 });

  assert.equal(different.status, 422);
  assert.equal(different.body.code, 'to_amount_differs');
  assert.equal(equal.status, 200);
  assert.deepEqual(await provenBalances(household), { Ann: 9_900, Ben: 100, Cy: 5_000 });
});

test('an overdraft is refused with 409 and changes nothing', async (t) => {
  const { app, book, ann, ben } = await openHousehold(t);
  const before = await app.get(book);

  const reply = await app.post(`${book}/create-transfer`, {
    fromAccountId: ann.id,
    toAccountId: ben.id,
    amountMinor: 10_001,
  });

  assert.equal(reply.status, 409);
  assert.equal(reply.body.code, 'insufficient_funds');
  assert.equal(reply.body.availableMinor, 10_000);
  assert.equal(reply.body.requiredMinor, 10_001);
  assert.deepEqual((await app.get(book)).body, before.body);
});

test('an account the book does not have is answered with 404', async (t) => {
  const { app, book, ann } = await openHousehold(t);

  const transfer = { fromAccountId: ann.id, toAccountId: 'nobody', amountMinor: 1 };
  const refused = await app.post(`${book}/create-transfer`, transfer);
  const unread = await app.get(`${book}/account-balance?accountId=nobody`);

  assert.equal(refused.status, 404);
  assert.equal(refused.body.code, 'account_not_found');
  assert.equal(unread.status, 404);
});

test('amounts are whole and positive', async (t) => {
  const { app, book, ann, ben } = await openHousehold(t);
  const transfer = { fromAccountId: ann.id, toAccountId: ben.id };

  const half = await app.post(`${book}/create-transfer`, { ...transfer, amountMinor: 1.5 });
  const nothing = await app.post(`${book}/create-transfer`, { ...transfer, amountMinor: 0 });

  assert.equal(half.status, 422);
  assert.deepEqual(half.body.errors, [{ path: 'amountMinor', message: 'must be an integer' }]);
  assert.equal(nothing.status, 422);
});

test('two accounts are needed for a transfer', async (t) => {
  const { app, book, ann } = await openHousehold(t);

  const reply = await app.post(`${book}/create-transfer`, {
    fromAccountId: ann.id,
    toAccountId: ann.id,
    amountMinor: 1,
  });

  assert.equal(reply.body.code, 'same_account');
});
