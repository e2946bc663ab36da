import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ensureContract } from '@persist/compiler';
import type { Contract } from '@persist/contract';
import fc from 'fast-check';
import { Exerciser } from './contract/exerciser.js';
import { domainErrors } from './contract/known-requests.js';
import { anyRequests } from './contract/requests.js';
import { serveApp, type ModelClass, type ServedApp } from './contract/served-app.js';
import { stimuli, validAsk } from './contract/stimuli.js';
import { Counter, Exhibit, Visit } from './fixtures/gallery/src/model.js';
import { fuzz } from './fuzzing.js';
import { galleryContract } from './gallery/gallery-contract.js';

interface App {
  readonly models: readonly ModelClass[];
  readonly contract: Contract;
}

const apps: Readonly<Record<string, () => Promise<App>>> = {
  gallery: async () => ({ models: [Counter, Exhibit, Visit], contract: await galleryContract() }),
  'ledger template': async () => {
    const root = new URL('../../templates/ledger-core/', import.meta.url);
    const { LedgerBook } = (await import(new URL('src/model.ts', root).href)) as { LedgerBook: ModelClass };
    const { contract } = await ensureContract(fileURLToPath(root));
    return { models: [LedgerBook], contract };
  },
};

for (const [name, open] of Object.entries(apps)) {
  test(`the document of the ${name} describes every answer, and every answer it describes can be met`, async (t) => {
    const { models, contract } = await open();
    const app = await serveApp(t, models, contract);
    const exerciser = await Exerciser.of(app.port);

    await askAnything(exerciser);
    await askForEachStatus(exerciser, app);
    await meetDomainErrors(exerciser);
    await askWhileItEnds(exerciser, app);

    assert.deepEqual(exerciser.unmet(), []);
  });
}

/** Whatever the operations take, and what they do not. */
async function askAnything(exerciser: Exerciser): Promise<void> {
  const byId = new Map(exerciser.operations.map((operation) => [operation.id, operation]));
  const asks = exerciser.operations.map((operation) =>
    fc.record({ id: fc.constant(operation.id), ask: anyRequests(exerciser.document, operation) }),
  );
  await fuzz(fc.oneof(...asks), { ci: 700, soak: 60_000 }, async ({ id, ask }) => {
    await exerciser.ask(byId.get(id)!, ask);
  });
}

/** What chance has not met is brought about. */
async function askForEachStatus(exerciser: Exerciser, app: ServedApp): Promise<void> {
  for (const operation of exerciser.operations) {
    const unmet = new Set(exerciser.unmet());
    const missing = stimuli.filter(({ status }) => unmet.has(`${operation.id} ${status}`));
    for (const { give } of missing) await give(exerciser, operation, app);
  }
}

async function meetDomainErrors(exerciser: Exerciser): Promise<void> {
  const unmet = exerciser.unmet();
  for (const [which, meet] of Object.entries(domainErrors)) {
    if (unmet.includes(which)) await meet(exerciser);
  }
}

/** A service that ends takes no more calls, as long as one is under way. */
async function askWhileItEnds(exerciser: Exerciser, app: ServedApp): Promise<void> {
  const create = exerciser.operations.find(({ method }) => method === 'POST')!;
  const { reached, release } = app.store.hold();
  const underWay = exerciser.ask(create, validAsk(exerciser, create));
  await reached;
  const closed = app.close();
  try {
    for (const operation of exerciser.operations) {
      const { status } = await exerciser.ask(operation, validAsk(exerciser, operation));
      assert.equal(status, 503, operation.id);
    }
  } finally {
    release();
  }
  assert.notEqual((await underWay).status, 503);
  await closed;
}
