import type { Exerciser } from './exerciser.js';
import { ANY_ID, type Ask } from './requests.js';

/** Requests that succeed where no schema tells how: what they name has to be there. By operation. */
export const knownRequests: Readonly<Record<string, (exerciser: Exerciser) => Promise<Ask>>> = {
  ledgerBooks_createTransfer: async (exerciser) => ({ body: JSON.stringify(await transfer(exerciser)) }),
  ledgerBooks_bulk_createTransfer: async (exerciser) => ({
    body: JSON.stringify({ ids: [ANY_ID], input: await transfer(exerciser) }),
  }),
  ledgerBooks_accountBalance: async (exerciser) => ({ query: `accountId=${await openAccount(exerciser)}` }),
};

/** What leads to errors of the models whose status no other error has, by operation and status. */
export const domainErrors: Readonly<Record<string, (exerciser: Exerciser) => Promise<unknown>>> = {
  'exhibits_priceOf 409': (exerciser) => exerciser.ask(exerciser.named('exhibits_priceOf'), { query: 'currency=XXX' }),
  'visits_end 410': async (exerciser) => {
    await endVisit(exerciser);
    await endVisit(exerciser);
  },
  'visits_turn 410': async (exerciser) => {
    await endVisit(exerciser);
    await exerciser.ask(exerciser.named('visits_turn'), { body: '{"page":1}' });
  },
  'visits_bulk_turn 410': async (exerciser) => {
    await endVisit(exerciser);
    await exerciser.ask(exerciser.named('visits_bulk_turn'), { body: JSON.stringify({ ids: [ANY_ID], input: { page: 1 } }) });
  },
};

function endVisit(exerciser: Exerciser): Promise<unknown> {
  return exerciser.ask(exerciser.named('visits_end'), { headers: { 'if-match': '*' } });
}

async function transfer(exerciser: Exerciser): Promise<object> {
  const [fromAccountId, toAccountId] = [await openAccount(exerciser), await openAccount(exerciser)];
  return { fromAccountId, toAccountId, amountMinor: 1 };
}

async function openAccount(exerciser: Exerciser): Promise<string> {
  const body = JSON.stringify({ ownerName: 'Ann', currency: 'EUR', openingBalanceMinor: 100 });
  const account = await exerciser.ask(exerciser.named('ledgerBooks_openAccount'), { body });
  return (JSON.parse(account.body.toString()) as { id: string }).id;
}
