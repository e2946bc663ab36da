/**
 * `node --import @persist/compiler/register app.ts` runs an app's TypeScript: standard decorators included,
 * with `--test`, in worker threads, on Node 20, 22 and 24.
 *
 * - Files are modules, `.cts` files CommonJS; `node_modules` is left to Node. Types are dropped, not checked.
 * - An import of `./x.js` finds `./x.ts` where there is no `x.js`, as TypeScript has it. `require` of
 *   TypeScript works on Node 24 only.
 * - Of the nearest tsconfig counts what changes how code runs: `target`, `useDefineForClassFields`,
 *   `verbatimModuleSyntax`, `jsx`; `paths` does not (write `imports` in package.json).
 * - In a persist app `.persist/contract.json` is brought up to date first; errors in it end the process.
 * - Code is kept in `node_modules/.cache/persist` by a hash of all it depends on.
 */
import { isMainThread } from 'node:worker_threads';
import { installHooks } from './install-hooks.js';
import { requireContract } from './require-contract.js';

process.setSourceMapsEnabled(true);
installHooks();
if (isMainThread) await requireContract();
