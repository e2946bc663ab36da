import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { validateContract, type Contract, type ModelNode } from '@persist/contract';
import { createContractCompiler, type CompileResult } from '../../src/compile-contract.js';
import type { ContractDiagnostic } from '../../src/diagnostic.js';

/** What every source of {@link compileModel} imports, in a first line of its own. */
const imports = `import { apiError, command, index, invariant, model, outbox, query, unique, view, type CommandContext, type Json } from '@persist/runtime';\n`;

type Files = Readonly<Record<string, string | undefined>>;

/** A folder with these files, beside a tsconfig and package.json; `@persist/runtime` resolves in it. */
export function scratchApp(t: TestContext, files: Files): string {
  const root = makeApp(files);
  t.after(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Compiles an app of the one file `src/model.ts`; its text begins in line 2, below the imports. */
export function compileModel(source: string): CompileResult {
  writeFileSync(join(workbench, 'src/model.ts'), imports + source);
  return compiler.compile();
}

/** The contract of an app of the one file `src/model.ts`, which has to be one. */
export function contractFor(source: string): Contract {
  const { contract, diagnostics } = compileModel(source);
  assert.deepEqual(diagnostics, []);
  return validateContract(contract, 'the contract');
}

/** The only model of {@link contractFor}. */
export function modelFor(source: string): ModelNode {
  const [model, ...others] = contractFor(source).models;
  assert.deepEqual(others, []);
  assert.ok(model !== undefined, 'the source declares no model');
  return model;
}

type Refusal = Pick<ContractDiagnostic, 'code' | 'message' | 'hint'> & { readonly severity?: 'warning' };

/** A test that exactly this is wrong with a source, where `▸` stands in it. */
export function testRefusal(title: string, source: string, expected: Refusal): void {
  test(title, () => assertRefused(source, expected));
}

/** Asserts that exactly this is wrong with a source, where `▸` stands in it. */
export function assertRefused(source: string, expected: Refusal): void {
  const text = imports + source;
  const before = text.slice(0, text.indexOf('▸')).split('\n');
  assert.ok(text.includes('▸'), 'the source has no ▸ where the problem is');
  const { contract, diagnostics } = compileModel(source.replace('▸', ''));
  const place = { file: 'src/model.ts', line: before.length, column: before.at(-1)!.length + 1 };
  assert.deepEqual(diagnostics, [{ severity: 'error', ...expected, place }]);
  assert.equal(contract === undefined, expected.severity === undefined);
}

/** Codes and texts of what is wrong with a source. */
export function problemsOf(source: string): readonly string[] {
  return compileModel(source).diagnostics.map(
    ({ code, message, place }) => `${place.line}: ${code}: ${message}`,
  );
}

const workspace = fileURLToPath(new URL('../../../', import.meta.url));

const tsconfig = `{ "compilerOptions": {
  "target": "ES2022", "lib": ["ES2023", "ESNext.Decorators"], "module": "NodeNext", "types": ["node"], "strict": true
} }`;

function makeApp(files: Files): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'persist-extract-')));
  const all = {
    'package.json': '{ "name": "scratch", "type": "module" }',
    'tsconfig.json': tsconfig,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'node_modules'));
  for (const scope of ['@persist', '@types']) {
    symlinkSync(join(workspace, 'node_modules', scope), join(root, 'node_modules', scope), 'junction');
  }
  return root;
}

// One app for all tests of a file that need one model file only: its compiler is warm after the first.
const workbench = makeApp({ 'src/model.ts': 'export {};' });
const compiler = createContractCompiler({ root: workbench });
// It also keeps the parsed declarations of TypeScript and Node, which all compilers of a process share.
compiler.compile();
after(() => {
  compiler.close();
  rmSync(workbench, { recursive: true, force: true });
});
