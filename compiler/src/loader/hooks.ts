import type { LoadHook, ResolveHook } from 'node:module';
import { transpile } from './transpile.js';
import { typescriptInstead } from './typescript-instead.js';
import { typescriptSource } from './typescript-source.js';

// Node runs these in a thread of their own (`module.register`), where hooks may wait.

/** Resolves as Node does, and takes `x.ts` where an import of `x.js` finds nothing. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    const url = typescriptInstead(error, { specifier, parentURL: context.parentURL });
    if (url === undefined) throw error;
    return { url, shortCircuit: true };
  }
};

/** Loads TypeScript as JavaScript. */
export const load: LoadHook = async (url, context, next) => {
  const found = typescriptSource(url);
  if (found === undefined) return next(url, context);
  return { format: found.format, source: await transpile(found.file, found.format), shortCircuit: true };
};
