import { engineSuite } from './engine-suite.js';
import { twoEnginesSuite } from './two-engines-suite.js';

engineSuite('recording');
twoEnginesSuite('recording');
