import { bulkSuite } from './bulk-suite.js';
import { emptyBeginningsSuite } from './empty-beginnings-suite.js';
import { engineSuite } from './engine-suite.js';
import { idempotencySuite } from './idempotency-suite.js';
import { patchSuite } from './patch-suite.js';
import { twoEnginesSuite } from './two-engines-suite.js';

engineSuite('recording');
emptyBeginningsSuite('recording');
idempotencySuite('recording');
twoEnginesSuite('recording');
bulkSuite('recording');
patchSuite('recording');
