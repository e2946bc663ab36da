import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** A path itself where it exists, else the nearest folder above it that does. */
export function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}
