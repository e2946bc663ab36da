import { isAbsolute, relative } from 'node:path';
import type { Message } from 'esbuild';
import { codeFrame } from './code-frame.js';
import { esbuildPlace } from './esbuild-place.js';

/**
 * A syntax error as the author of the file wants to read it: place, cause, frame; no stack of the loader.
 * What esbuild failed at for another reason is passed on as it is.
 */
export function transpileError(file: string, failure: unknown): unknown {
  const messages = (failure as { readonly errors?: readonly Message[] }).errors;
  if (messages === undefined || messages.length === 0) return failure;
  const error = new SyntaxError(messages.map((message) => describe(file, message)).join('\n\n'));
  const location = messages[0]?.location;
  const { line, column } = location ? esbuildPlace(location) : { line: 1, column: 1 };
  error.stack = `SyntaxError: ${error.message}\n    at ${file}:${line}:${column}`;
  return error;
}

function describe(file: string, { text, location }: Message): string {
  if (location === null) return `${displayPath(file)}: ${text}`;
  const place = esbuildPlace(location);
  const head = `${displayPath(file)}:${place.line}:${place.column}: ${text}`;
  return `${head}\n${codeFrame(location.lineText, place)}`;
}

/** Below the working folder relative, as terminals and editors open it; absolute elsewhere. */
function displayPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
}
