import type { LoadFnOutput, LoadHookContext, ResolveFnOutput, ResolveHookContext } from 'node:module';
import { transpileSync } from './transpile.js';
import { typescriptInstead } from './typescript-instead.js';
import { typescriptSource } from './typescript-source.js';

// Node 22.15 and later run these in the program's own thread (`module.registerHooks`).

type Next<Context, Output> = (value: string, context?: Context) => Output;

/** Resolves as Node does, and takes `x.ts` where an import of `x.js` finds nothing. */
export function resolve(
  specifier: string,
  context: ResolveHookContext,
  next: Next<ResolveHookContext, ResolveFnOutput>,
): ResolveFnOutput {
  try {
    return next(specifier, context);
  } catch (error) {
    const url = typescriptInstead(error, { specifier, parentURL: context.parentURL });
    if (url === undefined) throw error;
    return { url, shortCircuit: true };
  }
}

/** Loads TypeScript as JavaScript. */
export function load(
  url: string,
  context: LoadHookContext,
  next: Next<LoadHookContext, LoadFnOutput>,
): LoadFnOutput {
  const found = typescriptSource(url);
  if (found === undefined) return next(url, context);
  return { format: found.format, source: transpileSync(found.file, found.format), shortCircuit: true };
}
