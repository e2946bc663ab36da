// Commits one thing to the file of its argument, says so, and waits to be killed.
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.js';
import { thing, thingsContract, work } from './things.js';

const store = await openSqliteStore({ file: process.argv[2]! });
await store.migrate(thingsContract);
await store.commit([work(thing('a'))]);
process.stdout.write('committed\n');
setInterval(() => undefined, 60_000);
