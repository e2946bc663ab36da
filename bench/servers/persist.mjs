// The ledger template as `persist start` serves it.
import { runGenerated } from './generated-app.mjs';
import { ACCOUNTS, BOOKS, sayReady } from './say.mjs';

await runGenerated('templates/ledger-core', process.argv[2], async (url) => {
  const books = [];
  for (let book = 0; book < BOOKS; book += 1) {
    const { id } = await post(`${url}/api/ledger-books`, { name: `book ${book}` });
    const accounts = [];
    for (let account = 0; account < ACCOUNTS; account += 1) {
      const input = { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 1_000_000_000 };
      accounts.push((await post(`${url}/api/ledger-books/${id}/open-account`, input)).id);
    }
    books.push({ path: `/api/ledger-books/${id}/create-transfer`, accounts });
  }
  sayReady(url, books, () => undefined);
});

async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
