import type { Location } from 'esbuild';
import type { Place } from '../diagnostic.js';

/** Where esbuild means: it counts columns from 0 and in bytes, editors from 1 and in UTF-16 units. */
export function esbuildPlace({ file, line, column, lineText }: Location): Place {
  return { file, line, column: Buffer.from(lineText).subarray(0, column).toString().length + 1 };
}
