import { engineSuite } from './engine-suite.js';
import { twoEnginesSuite } from './two-engines-suite.js';

engineSuite('reference');
twoEnginesSuite('reference');
