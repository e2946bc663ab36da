import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';
import { relativePath } from '../typescript/relative-path.js';
import { esbuildOptions, type BundlePlan, type InMemoryOptions } from './bundle-options.js';
import { outputPath } from './output-paths.js';

/** A source and what it imports of the app's own. */
export interface SourceNode {
  /** Absolute. */
  readonly path: string;
  readonly imports: readonly SourceImport[];
}

export interface SourceImport {
  /** As it is written. */
  readonly specifier: string;
  /** Absolute. */
  readonly target: string;
}

/**
 * How esbuild is called to find all sources: what the entry leads to, and whatever else is below `src/`, since it may
 * be imported by a computed name. What a bundle can hold and separate files cannot is an error.
 */
export function graphOptions(plan: BundlePlan): InMemoryOptions {
  const others = sourcesBelow(dirname(plan.entry)).filter((path) => path !== plan.entry);
  return {
    ...esbuildOptions(plan),
    entryPoints: [plan.entry, ...others],
    entryNames: '[dir]/[name]',
    sourcemap: false,
    plugins: [separable(plan)],
  };
}

export function sourceGraph({ root }: BundlePlan, metafile: Metafile): readonly SourceNode[] {
  return Object.entries(metafile.inputs).map(([path, { imports }]) => ({
    path: resolve(root, path),
    imports: imports
      .filter((each) => each.external !== true && each.original !== undefined)
      .map(({ original, path: target }) => ({ specifier: original!, target: resolve(root, target) })),
  }));
}

export function isCode(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesBelow(path);
      return isCode(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name) ? [path] : [];
    })
    .sort();
}

function separable(plan: BundlePlan): Plugin {
  return {
    name: 'separable',
    setup(build) {
      build.onEnd(({ metafile }) => {
        if (metafile === undefined) return {};
        const reasons = [...commonJs(metafile), ...plainJson(metafile), ...sameOutput(plan, metafile)];
        return { errors: reasons.map((text) => ({ text })) };
      });
    },
  };
}

function commonJs({ inputs }: Metafile): readonly string[] {
  return Object.entries(inputs)
    .filter(([path, { format }]) => format === 'cjs' && isCode(path))
    .map(([path]) => `${path} is CommonJS. Write it as an ES module, or build without --no-bundle.`);
}

/** A bundle holds what a JSON file says; Node wants to be told that it is one. */
function plainJson({ inputs }: Metafile): readonly string[] {
  return Object.entries(inputs).flatMap(([path, { imports }]) =>
    imports
      .filter((each) => each.path.endsWith('.json') && each.external !== true && each.with?.['type'] !== 'json')
      .map(({ original }) => `${path} has to import '${original}' with { type: 'json' }, or Node refuses it.`),
  );
}

function sameOutput(plan: BundlePlan, { inputs }: Metafile): readonly string[] {
  const byOutput = new Map<string, string>();
  return Object.keys(inputs).flatMap((path) => {
    const output = outputPath(plan, resolve(plan.root, path));
    const other = byOutput.get(output);
    byOutput.set(output, path);
    if (other === undefined) return [];
    return [`${other} and ${path} would both become ${relativePath(plan.root, output)}. Rename one of them.`];
  });
}
