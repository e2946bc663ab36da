import { bulkSuite } from './bulk-suite.js';
import { emptyBeginningsSuite } from './empty-beginnings-suite.js';
import { engineSuite } from './engine-suite.js';
import { idempotencySuite } from './idempotency-suite.js';
import { patchSuite } from './patch-suite.js';
import { twoEnginesSuite } from './two-engines-suite.js';

engineSuite('reference');
emptyBeginningsSuite('reference');
idempotencySuite('reference');
twoEnginesSuite('reference');
bulkSuite('reference');
patchSuite('reference');
