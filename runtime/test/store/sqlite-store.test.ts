import { openThings } from './open-things.js';
import { storeSuite } from './store-suite.js';

storeSuite('the SQLite store', (t) => openThings(t, { writeThread: 'never' }));
storeSuite('the SQLite store that writes in a thread of its own', (t) => openThings(t, { writeThread: 'always' }));
