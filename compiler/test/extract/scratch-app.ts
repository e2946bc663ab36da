import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { validateContract, type Contract, type ModelNode } from '@persist/contract';
import { compileContract, createContractCompiler, type CompileResult } from '../../src/compile-contract.js';
import type { ContractDiagnostic } from '../../src/diagnostic.js';

/** What every source of {@link compileModel} imports, in a first line of its own. */
const imports = `import { apiError, command, index, invariant, model, outbox, query, unique, view, type CommandContext, type Json } from '@persist/runtime';\n`;

/** A folder with these files, in which `@persist/runtime` resolves. */
export function scratchApp(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = makeApp(files);
  t.after(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Compiles an app of the one file `src/model.ts`; its text begins in line 2, below the imports. */
export function compileModel(t: TestContext, source: string): CompileResult {
  return compileContract({ root: scratchApp(t, { 'src/model.ts': imports + source }) });
}

/** The contract of an app of the one file `src/model.ts`, which has to be one. */
export function contractFor(t: TestContext, source: string): Contract {
  const { contract, diagnostics } = compileModel(t, source);
  assert.deepEqual(diagnostics, []);
  return validateContract(contract, 'the contract');
}

/** The only model of {@link contractFor}. */
export function modelFor(t: TestContext, source: string): ModelNode {
  const [model, ...others] = contractFor(t, source).models;
  assert.deepEqual(others, []);
  assert.ok(model !== undefined, 'the source declares no model');
  return model;
}

/** Asserts that exactly this is wrong with a source, where `▸` stands in it. */
export function assertRefused(
  t: TestContext,
  source: string,
  expected: Pick<ContractDiagnostic, 'code' | 'message' | 'hint'> & { readonly severity?: 'warning' },
): void {
  const text = imports + source;
  const before = text.slice(0, text.indexOf('▸')).split('\n');
  assert.ok(text.includes('▸'), 'the source has no ▸ where the problem is');
  const { contract, diagnostics } = compileModel(t, source.replace('▸', ''));
  const place = { file: 'src/model.ts', line: before.length, column: before.at(-1)!.length + 1 };
  assert.deepEqual(diagnostics, [{ severity: 'error', ...expected, place }]);
  assert.equal(contract === undefined, expected.severity === undefined);
}

/** Codes and texts of what is wrong with a source. */
export function problemsOf(t: TestContext, source: string): readonly string[] {
  return compileModel(t, source).diagnostics.map(({ code, message, place }) => `${place.line}: ${code}: ${message}`);
}

const workspace = fileURLToPath(new URL('../../../', import.meta.url));

function makeApp(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'persist-extract-')));
  const all = { 'package.json': '{ "name": "scratch", "type": "module" }', ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'node_modules'));
  for (const scope of ['@persist', '@types']) {
    symlinkSync(join(workspace, 'node_modules', scope), join(root, 'node_modules', scope), 'junction');
  }
  return root;
}

// Compilers share the parsed declarations of TypeScript for as long as one of them is open.
const anchorRoot = makeApp({ 'src/empty.ts': 'export {};' });
const anchor = createContractCompiler({ root: anchorRoot });
anchor.compile();
after(() => {
  anchor.close();
  rmSync(anchorRoot, { recursive: true, force: true });
});
