import { resolve } from 'node:path';
import type { Message, Metafile } from 'esbuild';
import type { Place } from '../diagnostic.js';
import { esbuildPlace } from '../loader/esbuild-place.js';

/** How one bundling ended. */
export interface BundleResult {
  /** Empty when it went well; then, and only then, files were written. */
  readonly errors: readonly BundleProblem[];
  readonly warnings: readonly BundleProblem[];
  /** Absolute paths of what was written, the bundle itself first. */
  readonly files: readonly string[];
  /** Absolute paths of the sources the bundle is made of, sorted: what a watcher has to look at. */
  readonly inputs: readonly string[];
}

/** One thing that is wrong, or doubtful, about what was to be bundled. */
export interface BundleProblem {
  readonly message: string;
  /** Absent where the problem is in no one place. */
  readonly place?: Place;
  /** The text of that line. */
  readonly lineText?: string;
}

/** What esbuild says, with places as the rest of this package counts them. */
export function bundleProblem({ text, location, notes }: Message): BundleProblem {
  const message = [text, ...notes.map((note) => note.text)].join(' ');
  if (location === null) return { message };
  return { message, place: esbuildPlace(location), lineText: location.lineText };
}

/** The files a bundle was made of; what plugins made up is none. */
export function bundleInputs(root: string, metafile: Metafile): readonly string[] {
  return Object.keys(metafile.inputs)
    .filter((input) => !/^[\w-]+:/.test(input))
    .map((input) => resolve(root, input))
    .sort();
}
