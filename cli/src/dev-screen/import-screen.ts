import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Screen from './open-screen.js';

/**
 * Loads the screen and what it is drawn with.
 *
 * React decides by `NODE_ENV`, once, when it is loaded; its development build times every drawing and keeps
 * the times for ever. So its parts are loaded under `production`, in one go: nobody else sees the variable.
 */
export async function importScreen(): Promise<typeof Screen> {
  const { NODE_ENV: before } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    const ink = createRequire(fileURLToPath(import.meta.resolve('ink')));
    for (const part of ['react', 'react/jsx-runtime', 'react-reconciler', 'scheduler']) ink(part);
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  return import('./open-screen.js');
}
