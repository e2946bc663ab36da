import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Styles text for a stream that shows colours; `NO_COLOR`, pipes and files get the text as it is. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream): string {
  return showsColours(stream) ? styleText(style, text, { validateStream: false }) : text;
}

export function showsColours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && stream.hasColors();
}
