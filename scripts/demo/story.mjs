import assert from 'node:assert/strict';
import { headline } from './narrate.mjs';
import { Client } from './client.mjs';

/** Opens accounts, moves money, is refused, tries again; returns what is needed to check it later. */
export async function beforeTheCrash(url) {
  const client = new Client(url);
  headline('Open a book with two accounts');
  const book = await client.send(
    { why: 'A book to keep accounts in.', path: '/api/ledger-books', body: { name: 'Household' } },
    { status: 201, show: ({ id, version, name }) => ({ id, version, name }) },
  );
  const path = `/api/ledger-books/${book.id}`;
  const account = (ownerName, openingBalanceMinor) =>
    client.send(
      {
        why: `${ownerName} opens an account.`,
        path: `${path}/open-account`,
        body: { ownerName, currency: 'EUR', openingBalanceMinor },
      },
      { status: 200, show: ({ id, balanceMinor }) => ({ id, balanceMinor }) },
    );
  const ann = await account('Ann', 10_000);
  const ben = await account('Ben', 0);

  headline('Move money');
  const rent = {
    why: 'Ann pays Ben 25.00 EUR of rent. Her phone makes up a key, in case it must try again.',
    path: `${path}/create-transfer`,
    body: { fromAccountId: ann.id, toAccountId: ben.id, amountMinor: 2_500, memo: 'rent' },
    headers: { 'Idempotency-Key': 'rent-january' },
  };
  const booked = await client.send(rent, { status: 200, show: postings });
  await client.send(
    {
      why: 'Ann tries to spend 500.00 EUR she does not have.',
      path: rent.path,
      body: { ...rent.body, amountMinor: 50_000 },
    },
    { status: 409, show: ({ code, detail }) => ({ code, detail }) },
  );
  const again = await client.send(
    {
      ...rent,
      why: 'The network dropped the answer to the rent; the phone sends it again. The money moves once.',
    },
    { status: 200, replayed: true, show: postings },
  );
  assert.deepEqual(again, booked);
  await balances(client, path);
  return { path, rent, booked };
}

/** Finds everything where it was. */
export async function afterTheCrash(url, { path, rent, booked }) {
  const client = new Client(url);
  await balances(client, path);
  const again = await client.send(
    { ...rent, why: 'The phone, which knows nothing of all this, sends the rent once more.' },
    { status: 200, replayed: true, show: postings },
  );
  assert.deepEqual(again, booked);

  headline('Who did what');
  const trail = await client.send(
    {
      why: 'The audit trail, newest first. Nobody wrote code for it.',
      method: 'GET',
      path: `${path}/_audits`,
    },
    { status: 200, show: ({ items }) => items.map(auditLine) },
  );
  assert.deepEqual(
    trail.items.map((audit) => audit.event),
    ['create_transfer', 'open_account', 'open_account', 'create'],
  );
}

async function balances(client, path) {
  const report = await client.send(
    {
      why: 'Every balance, beside what the journal adds up to.',
      method: 'GET',
      path: `${path}/views/balances`,
    },
    { status: 200, show: ({ lines, proven }) => [...lines.map(balanceLine), `proven: ${proven}`] },
  );
  assert.deepEqual(
    report.lines.map(({ balanceMinor }) => balanceMinor),
    [7_500, 2_500],
  );
  assert.equal(report.proven, true);
}

function postings({ memo, postings }) {
  const nameless = postings.map(
    ({ currency, amountMinor }) => `${amountMinor > 0 ? '+' : ''}${amountMinor} ${currency}`,
  );
  return { memo, postings: nameless };
}

function balanceLine({ ownerName, currency, balanceMinor, journalMinor }) {
  const money = (minor) => `${String(minor).padStart(6)} ${currency}`;
  return `${ownerName.padEnd(5)} ${money(balanceMinor)}   journal ${money(journalMinor)}`;
}

function auditLine({ version, event, actor, at, input }) {
  return `version ${version}  ${at}  ${actor}  ${event.padEnd(15)} ${JSON.stringify(input)}`;
}
