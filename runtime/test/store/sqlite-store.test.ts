import { openThings } from './open-things.js';
import { storeSuite } from './store-suite.js';

storeSuite('the SQLite store', openThings);
