import module from 'node:module';
import * as syncHooks from './sync-hooks.js';

// Missing from the types of Node 20, which has no such function.
const { registerHooks } = module as { readonly registerHooks?: (hooks: typeof syncHooks) => unknown };

/** Installs the loader: in this thread where Node can (22.15, 23.5 and later), else in its hooks thread. */
export function installHooks(): void {
  if (registerHooks === undefined) {
    module.register('./hooks.js', import.meta.url);
  } else {
    registerHooks(syncHooks);
  }
}
