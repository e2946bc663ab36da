import { MemoryStore } from './memory-store.js';
import { storeSuite } from './store-suite.js';
import { hour } from './suite/open-store.js';
import { firstMoment, thingsContract } from './things.js';

storeSuite('the reference store in memory', async () => {
  let now = Date.parse(firstMoment);
  const store = new MemoryStore(() => new Date(now), hour);
  await store.migrate(thingsContract);
  return {
    store,
    outbox: () => store.outbox(),
    reopen: async () => store,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
});
