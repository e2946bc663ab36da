import type { Place } from '../diagnostic.js';
import { relativePath } from './relative-path.js';
import { ts } from './ts.js';

/** A spot in a file that is no node of the syntax tree, such as a tag in a comment. */
export interface TextPosition {
  readonly file: ts.SourceFile;
  readonly position: number;
}

/** Whatever a diagnostic can point at. */
export type Location = ts.Node | TextPosition | Place;

export function placeOf(location: Location, root: string): Place {
  if ('line' in location) return location;
  const { file, position } = positionOf(location);
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  return { file: relativePath(root, file.fileName), line: line + 1, column: character + 1 };
}

function positionOf(location: ts.Node | TextPosition): TextPosition {
  if (!('kind' in location)) return location;
  if (ts.isSourceFile(location)) return { file: location, position: 0 };
  const file = location.getSourceFile();
  return { file, position: location.getStart(file) };
}
