import { stripVTControlCharacters } from 'node:util';

/** A line of any program as text that stays where it is put: no colours, no cursor movements, no tabs. */
export function plainLine(line: string): string {
  // A progress bar draws over itself: what it drew last is what is left.
  const drawn = line.replace(/\r+$/, '').split('\r').at(-1) ?? '';
  return stripVTControlCharacters(drawn).replaceAll('\t', '  ').replace(/\p{Cc}/gu, '');
}
