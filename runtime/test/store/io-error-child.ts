import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import { StoreError } from '../../src/store/store-error.js';
import type { AggregateWrite } from '../../src/store/store.js';
import { thing, thingsContract, work } from './things.js';

// Run with a limit on the size of files; prints what became of its commits.
const store = await openSqliteStore({ file: process.argv[2]! });
await store.migrate(thingsContract);

async function outcomeOf(write: AggregateWrite): Promise<string> {
  try {
    return (await store.commit([work(write)]))[0]!.kind;
  } catch (error) {
    return error instanceof StoreError ? error.code : String(error);
  }
}

const small = await outcomeOf(thing('small'));
const large = await outcomeOf(thing('large', { anything: 'x'.repeat(3_000_000) }));
const next = await outcomeOf(thing('next'));
const readable = {
  small: await store.versionOf('things', 'small'),
  large: await store.versionOf('things', 'large'),
};
console.log(JSON.stringify({ small, large, next, readable }));
