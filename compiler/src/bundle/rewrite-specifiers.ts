import { ts } from '../typescript/ts.js';

/** A source with some of its imports replaced, each by what the map has for it; no line moves. */
export function rewriteSpecifiers(source: string, replacements: ReadonlyMap<string, string>): string {
  const { importedFiles } = ts.preProcessFile(source, true, false);
  return importedFiles.toSorted((a, b) => b.pos - a.pos).reduce((text, { fileName, pos }) => {
    const replacement = replacements.get(fileName);
    const [begin, end] = [pos + 1, pos + 1 + fileName.length];
    // What is written with escapes is found under another name.
    if (replacement === undefined || text.slice(begin, end) !== fileName) return text;
    return text.slice(0, begin) + replacement + text.slice(end);
  }, source);
}
