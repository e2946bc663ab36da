import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { relativePath } from '../typescript/relative-path.js';
import { esbuildOptions, type BundlePlan, type InMemoryOptions } from './bundle-options.js';
import { bundleInMemory, type InMemoryBundle } from './in-memory-bundle.js';
import { isOutside, outputPath } from './output-paths.js';
import { placeModule, usesImportMeta, withOwnImportMeta } from './own-import-meta.js';
import { rewriteSpecifiers } from './rewrite-specifiers.js';
import { graphOptions, isCode, sourceGraph, type SourceNode } from './source-graph.js';
import type { Output } from './write-outputs.js';

/**
 * Every source as a file of its own, in a tree like that of the sources, so that what computes its imports finds
 * them. What lies outside of `src/` goes to `<outdir>/_outside/`, and imports of it lead there.
 */
export async function separateFiles(plan: BundlePlan): Promise<InMemoryBundle> {
  const { build } = await import('esbuild');
  const placeModules: Output[] = [];
  const result = await bundleInMemory(plan, async () => {
    const { metafile } = await build(graphOptions(plan));
    const graph = sourceGraph(plan, metafile);
    const files = await build(separateOptions(plan, graph, placeModules));
    return { ...files, metafile };
  });
  return { ...result, outputs: inOrder(plan, [...result.outputs, ...placeModules]) };
}

/** The entry first, maps last, and the same order every time. */
function inOrder(plan: BundlePlan, outputs: readonly Output[]): readonly Output[] {
  const entry = outputPath(plan, plan.entry);
  const rank = ({ path }: Output) => (path === entry ? 0 : path.endsWith('.map') ? 2 : 1);
  return outputs.toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
}

/** @param placeModules is given those that are needed. */
function separateOptions(plan: BundlePlan, graph: readonly SourceNode[], placeModules: Output[]): InMemoryOptions {
  return {
    ...esbuildOptions(plan),
    entryPoints: graph.map(({ path }) => ({ in: path, out: outputName(plan, path) })),
    entryNames: '[dir]/[name]',
    bundle: false,
    packages: undefined,
    loader: { '.json': 'copy' },
    plugins: [movedSources(plan, graph, placeModules)],
  };
}

/** Relative to the output's folder and without an extension, as esbuild wants it. */
function outputName(plan: BundlePlan, source: string): string {
  return relativePath(plan.outdir, outputPath(plan, source)).replace(/\.[^./]+$/, '');
}

/** Gives back their meaning to imports, and to `import.meta`, where a file is not where its source was. */
function movedSources(plan: BundlePlan, graph: readonly SourceNode[], placeModules: Output[]): Plugin {
  const nodes = new Map(graph.map((node) => [node.path, node]));
  return {
    name: 'moved-sources',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path }) => {
        const replacements = changedSpecifiers(plan, nodes.get(path)!);
        const moved = isOutside(plan, path);
        if (replacements.size === 0 && !moved) return undefined;
        const written = await readFile(path, 'utf8');
        const source = replacements.size === 0 ? written : rewriteSpecifiers(written, replacements);
        if (!moved || !usesImportMeta(source)) return { contents: source, loader: 'default' };
        const module = placeModuleOf(plan, path);
        placeModules.push(module);
        const placeModulePath = `./${basename(module.path)}`;
        return withOwnImportMeta(build.esbuild, { path, source, placeModule: placeModulePath });
      });
    },
  };
}

/** The imports that no longer lead to what they mean, and what to write instead. */
function changedSpecifiers(plan: BundlePlan, { path, imports }: SourceNode): ReadonlyMap<string, string> {
  const folder = dirname(outputPath(plan, path));
  return new Map(
    imports
      .filter(({ target }) => isCode(target) || target.endsWith('.json'))
      .filter(({ specifier, target }) => !leadsTo(specifier, folder, outputPath(plan, target)))
      .map(({ specifier, target }) => {
        const relative = relativePath(folder, outputPath(plan, target));
        return [specifier, relative.startsWith('.') ? relative : `./${relative}`];
      }),
  );
}

function leadsTo(specifier: string, folder: string, output: string): boolean {
  return /^\.\.?\//.test(specifier) && resolve(folder, specifier) === output;
}

/** Beside the file that needs it; tells where the file would be, had `src/` been turned into the output's folder. */
function placeModuleOf(plan: BundlePlan, source: string): Output {
  const output = outputPath(plan, source);
  const place = join(plan.outdir, relativePath(dirname(plan.entry), source));
  return {
    path: output.replace(/\.js$/, '.import-meta.js'),
    contents: placeModule(relativePath(dirname(output), place)),
  };
}
