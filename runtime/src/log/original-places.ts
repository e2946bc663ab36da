import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A stack whose places are those of the sources, as `node --enable-source-maps` has it: what a log shows should not
 * depend on how node was started. Maps are read when the first stack needs them.
 */
export function originalPlaces(stack: string): string {
  if (process.sourceMapsEnabled) return stack;
  return stack.replace(/(?:file:\/\/|\/)[^\s()]+\.js:\d+:\d+/g, originalPlace);
}

/** @param place `file:///app/dist/main.js:12:3` */
function originalPlace(place: string): string {
  const [, script = '', line, column] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
  const file = script.startsWith('file:') ? fileURLToPath(script) : script;
  const entry = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (entry === undefined || !('originalSource' in entry)) return place;
  const source = resolve(dirname(file), decodeURIComponent(entry.originalSource));
  return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

/** The map beside a file that the build wrote; packages are shown as they are installed. */
function readMap(file: string): SourceMap | undefined {
  if (file.includes('/node_modules/') || !existsSync(`${file}.map`)) return undefined;
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload);
  } catch {
    // A broken map must not keep the error it was read for out of the log.
    return undefined;
  }
}
