/**
 * `node --import @persist/compiler/register app.ts` runs an app's TypeScript: standard decorators included, with
 * `--test`, in worker threads, on Node 20, 22 and 24.
 *
 * - Files are modules, `.cts` files CommonJS; `node_modules` is left to Node. Types are dropped, not checked.
 * - An import of `./x.js` finds `./x.ts` where there is no `x.js`, as TypeScript has it. `require` of TypeScript
 *   needs Node 22.15.
 * - Of the nearest tsconfig counts what changes how code runs: `target`, `useDefineForClassFields`,
 *   `verbatimModuleSyntax`, `jsx`; `paths` does not (write `imports` in package.json).
 * - Code is kept in `node_modules/.cache/persist` by a hash of all it depends on.
 */
import { installHooks } from './install-hooks.js';

process.setSourceMapsEnabled(true);
installHooks();
