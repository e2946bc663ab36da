const string = /("(?:[^"\\]|\\.)*")/.source;
const comment = new RegExp(`${string}|//[^\\n]*|/\\*[\\s\\S]*?\\*/`, 'g');
const trailingComma = new RegExp(`${string}|,(?=\\s*[}\\]])`, 'g');

/**
 * Reads JSON as TypeScript writes it in tsconfig files: with comments, trailing commas and a byte order mark.
 *
 * @throws {SyntaxError} what `JSON.parse` says about the rest.
 */
export function parseJsonc(text: string): unknown {
  return JSON.parse(
    text
      .replace(/^\uFEFF/, '')
      .replace(comment, '$1')
      .replace(trailingComma, '$1'),
  );
}
