import type { Problems } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import { fromCompiler } from '../typescript/compiler-diagnostics.js';
import { specifiersOf, withImports } from '../typescript/imported-files.js';
import { relativePath } from '../typescript/relative-path.js';
import { ts } from '../typescript/ts.js';

/** Reports imports of sources that are not there, from the entry on: their models would be missing without a word. */
export function checkImports(app: AppSnapshot, problems: Problems): void {
  const entry = app.files.find(({ fileName }) => relativePath(app.root, fileName) === 'src/main.ts');
  for (const file of entry === undefined ? [] : withImports(entry, app)) {
    const lost = specifiersOf(file).filter((specifier) => isLost(specifier, app.checker));
    // To check a whole file takes a while, and only TypeScript knows what else a name may stand for.
    const found = lost.length === 0 ? [] : app.program.getSemanticDiagnostics(file);
    for (const diagnostic of found.filter(({ code }) => code === MODULE_NOT_FOUND)) {
      if (lost.some((specifier) => specifier.getStart() === diagnostic.start)) {
        problems.add(fromCompiler(diagnostic, app.root));
      }
    }
  }
}

const MODULE_NOT_FOUND = 2307;

/** Of a computed import, and of one that may fail, nobody knows; one of types alone may be of a file made later. */
function isLost(specifier: ts.Expression, checker: ts.TypeChecker): boolean {
  if (!ts.isStringLiteral(specifier) || !isOfValues(specifier.parent)) return false;
  return /^\.\.?\/.*\.[cm]?[jt]sx?$/.test(specifier.text) && checker.getSymbolAtLocation(specifier) === undefined;
}

function isOfValues(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly !== true;
  return ts.isExportDeclaration(node) && !node.isTypeOnly;
}
