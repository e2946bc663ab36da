// One command on 1,000 records, in process and durable: as one bulk call, or as 1,000 calls with 64 of them under way.
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PersistApp } from '@persist/runtime';
import { builtFolder } from '../../driver/build-app.mjs';
import { serve } from '../serve.mjs';

const RECORDS = 1000;
const IN_FLIGHT = 64;
const WARM_UPS = 3;
const account = { ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 5 };

const [, , data, variant] = process.argv;
const folder = builtFolder('templates/ledger-core');
const { LedgerBook } = await import(pathToFileURL(join(folder, 'model.js')).href);
const app = await PersistApp.open(data, { contract: join(folder, 'contract.json') });
const books = await app.openDomain(LedgerBook);
const created = await Promise.all(Array.from({ length: RECORDS }, (_, number) => books.create(`book ${number}`)));
const ids = created.map(({ id }) => id);

const calls = {
  bulk: () => books.intentMany(ids, 'openAccount', account),
  singles() {
    let next = 0;
    const client = async () => {
      while (next < RECORDS) await books.on(ids[next++]).openAccount(account);
    };
    return Promise.all(Array.from({ length: IN_FLIGHT }, client));
  },
};

for (let round = 0; round < WARM_UPS; round += 1) await calls[variant]();
const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
await calls[variant]();
const { user, system } = process.cpuUsage(cpuBegun);
const wallMs = performance.now() - begun;
await app.close();
serve({ wallMs, cpuMs: (user + system) / 1000 });
