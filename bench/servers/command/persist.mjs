// The ledger template as `persist start` serves it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PersistApp } from '@persist/runtime';
import { builtFolder } from '../../driver/build-app.mjs';
import { runGenerated } from '../generated-app.mjs';
import { ACCOUNTS, LEDGERS, OPENING_BALANCE } from '../ledgers.mjs';
import { serve } from '../serve.mjs';

const [, , data] = process.argv;
const ledgers = await openLedgers();
serve({ url: await runGenerated('templates/ledger-core', data), ledgers });

/** Before it serves: what would make them over HTTP has no place in a measured process. */
async function openLedgers() {
  const folder = builtFolder('templates/ledger-core');
  const { LedgerBook } = await import(pathToFileURL(join(folder, 'model.js')).href);
  const app = await PersistApp.open(data, { contract: join(folder, 'contract.json') });
  const books = await app.openDomain(LedgerBook);
  const opened = await Promise.all(Array.from({ length: LEDGERS }, (_, number) => openLedger(books, number)));
  await app.close();
  return opened;
}

async function openLedger(books, number) {
  const { id } = await books.create(`ledger ${number}`);
  const account = { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: OPENING_BALANCE };
  const accounts = await Promise.all(Array.from({ length: ACCOUNTS }, () => books.on(id).openAccount(account)));
  return { path: `/api/ledger-books/${id}/create-transfer`, accounts: accounts.map((opened) => opened.id) };
}
