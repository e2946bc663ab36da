import { sameErrorsSuite } from './same-errors-suite.js';
import { generated, others } from './servers.js';

// The reference against itself: were it not repeatable, no comparison would mean anything.
sameErrorsSuite('a server of the generated routes', generated);

for (const [name, serve] of Object.entries(others)) sameErrorsSuite(name, serve);
