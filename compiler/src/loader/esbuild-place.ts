import type { Location } from 'esbuild';

/** Where in a source something is: line and column from 1, the column in UTF-16 units as editors count. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** esbuild counts columns from 0 and in bytes of UTF-8. */
export function placeOf(location: Location): SourcePlace {
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString();
  return { file: location.file, line: location.line, column: before.length + 1 };
}
