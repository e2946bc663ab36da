import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file to be written. */
export interface Output {
  /** Absolute. */
  readonly path: string;
  readonly contents: string | Uint8Array;
}

/**
 * Writes files that belong together: all are on disk under other names before the first takes its place, so
 * that what can go wrong (a full disk, a missing permission) goes wrong while the old ones still stand.
 */
export function writeOutputs(outputs: readonly Output[]): void {
  const staged = outputs.map(({ path, contents }) => ({
    path,
    contents,
    temporary: `${path}.${randomUUID()}.tmp`,
  }));
  try {
    for (const { path, contents, temporary } of staged) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(temporary, contents);
    }
    for (const { path, temporary } of staged) renameSync(temporary, path);
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
  }
}
