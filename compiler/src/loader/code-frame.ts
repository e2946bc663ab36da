/**
 * The line an error is on, with a mark below it:
 *
 * ```
 *   12 | const total: number = sum(
 *      |                             ^
 * ```
 *
 * @param place line and column from 1.
 */
export function codeFrame(
  lineText: string,
  place: { readonly line: number; readonly column: number },
): string {
  const number = String(place.line);
  // Tabs are kept, so that the mark stands below its character whatever width a tab has.
  const indent = lineText.slice(0, place.column - 1).replace(/[^\t]/g, ' ');
  return `  ${number} | ${lineText}\n  ${' '.repeat(number.length)} | ${indent}^`;
}
