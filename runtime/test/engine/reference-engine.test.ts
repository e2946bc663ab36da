import { engineSuite } from './engine-suite.js';

engineSuite('reference');
