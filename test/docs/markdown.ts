/** A fenced block of a document. */
export interface Fenced {
  /** What stands behind the fence: `ts`, `ts refused`. */
  readonly info: string;
  readonly text: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a document, in order. */
export function fencedBlocks(markdown: string): readonly Fenced[] {
  const lines = markdown.split('\n');
  const blocks: Fenced[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, fence, info] = /^(`{3,})(.*)$/.exec(lines[at]!) ?? [];
    if (fence === undefined) continue;
    const end = lines.indexOf(fence, at + 1);
    if (end < 0) throw new Error(`the block that begins in line ${at + 1} has no end`);
    blocks.push({ info: info!.trim(), text: lines.slice(at + 1, end).join('\n'), line: at + 1 });
    at = end;
  }
  return blocks;
}

/** The texts of the blocks of one kind, in order. */
export function blocksOf(markdown: string, info: string): readonly string[] {
  return fencedBlocks(markdown)
    .filter((block) => block.info === info)
    .map(({ text }) => text);
}

/** The value of a comment that only tests read: `<!-- app: ledger-core -->`. */
export function pageNote(markdown: string, name: string): string | undefined {
  return new RegExp(`^<!-- ${name}: (.+?) -->$`, 'm').exec(markdown)?.[1];
}

/** The anchors that a document offers, as GitHub makes them of its headings. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const prose = markdown.replaceAll(/^(`{3,}).*\n[^]*?^\1$/gm, '');
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, text]) =>
    text!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set(headings);
}

/** The targets of a document's links that do not leave the repository. */
export function localLinks(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^(`{3,}).*\n[^]*?^\1$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target]) => target!);
}
