import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from './source-imports.js';

const snapshotFile = join(root, 'test/architecture/exports.snapshot.json');
const packages = ['contract', 'compiler', 'runtime', 'cli'];

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

test('what the packages export is what was agreed on', () => {
  const found = exportedNames(entries());

  if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(snapshotFile, `${JSON.stringify(found, null, 2)}\n`);
  const agreed = JSON.parse(readFileSync(snapshotFile, 'utf8')) as typeof found;

  assert.deepEqual(found, agreed, 'run with UPDATE_SNAPSHOTS=1 if the change is meant, and add it to CHANGELOG.md');
});

/** Import specifier → declaration file, for every entry of every package. */
function entries(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of packages) {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
    for (const [entry, target] of Object.entries(manifest.exports)) {
      if (typeof target === 'string') continue;
      found.set(manifest.name + entry.slice(1), join(root, folder, target.types));
    }
  }
  return found;
}

/** Names with whether they exist at run time, as `value name` or `type name`. */
function exportedNames(files: ReadonlyMap<string, string>): Record<string, string[]> {
  const program = ts.createProgram([...files.values()], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
    types: ['node'],
  });
  const checker = program.getTypeChecker();
  const names = [...files].map(([specifier, file]) => {
    const source = program.getSourceFile(file);
    assert.ok(source, `${file} is missing: build first`);
    const module = checker.getSymbolAtLocation(source);
    const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
    return [specifier, symbols.map((symbol) => `${kindOf(symbol, checker)} ${symbol.name}`).sort()] as const;
  });
  return Object.fromEntries(names);
}

function kindOf(symbol: ts.Symbol, checker: ts.TypeChecker): 'type' | 'value' {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const typeOnly = symbol.declarations?.some((declaration) => ts.isExportSpecifier(declaration) && declaration.isTypeOnly);
  return typeOnly || !(target.flags & ts.SymbolFlags.Value) ? 'type' : 'value';
}
