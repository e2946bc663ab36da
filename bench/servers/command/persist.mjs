// The ledger template as `persist start` serves it.
import { runGenerated } from '../generated-app.mjs';
import { ACCOUNTS, LEDGERS, OPENING_BALANCE } from '../ledgers.mjs';
import { serve } from '../serve.mjs';

const [, , data] = process.argv;
const url = await runGenerated('templates/ledger-core', data);
serve({ url, ledgers: await Promise.all(Array.from({ length: LEDGERS }, (_, ledger) => openLedger(ledger))) });

async function openLedger(number) {
  const { id } = await post('', { name: `ledger ${number}` });
  const input = { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: OPENING_BALANCE };
  const accounts = [];
  for (let account = 0; account < ACCOUNTS; account += 1) accounts.push((await post(`/${id}/open-account`, input)).id);
  return { path: `/api/ledger-books/${id}/create-transfer`, accounts };
}

async function post(path, body) {
  const response = await fetch(`${url}/api/ledger-books${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
