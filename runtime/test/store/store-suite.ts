import { describe } from 'node:test';
import { commitSuite } from './suite/commit-suite.js';
import { conflictSuite } from './suite/conflict-suite.js';
import { filterSuite } from './suite/filter-suite.js';
import { historySuite } from './suite/history-suite.js';
import { idempotencySuite } from './suite/idempotency-suite.js';
import { multiAggregateSuite } from './suite/multi-aggregate-suite.js';
import type { StoreOpener } from './suite/open-store.js';
import { roundTripSuite } from './suite/round-trip-suite.js';
import { sortSuite } from './suite/sort-suite.js';
import { uniqueSuite } from './suite/unique-suite.js';

/** What every store must do, whatever it is made of. */
export function storeSuite(name: string, open: StoreOpener): void {
  describe(name, () => {
    roundTripSuite(open);
    commitSuite(open);
    conflictSuite(open);
    multiAggregateSuite(open);
    uniqueSuite(open);
    filterSuite(open);
    sortSuite(open);
    historySuite(open);
    idempotencySuite(open);
  });
}
