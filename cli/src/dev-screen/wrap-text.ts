/**
 * A text as lines of so many characters, broken between words and where it breaks itself; the last line tells
 * if there is more.
 */
export function wrapText(text: string, width: number, most: number): string[] {
  const lines = text.split('\n').flatMap((line) => wrapLine(line, width));
  if (lines.length <= most) return lines;
  const last = lines[most - 1]!;
  return [...lines.slice(0, most - 1), `${last.slice(0, Math.max(0, width - 2))} …`];
}

function wrapLine(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
