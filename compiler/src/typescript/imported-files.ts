import type { AppSnapshot } from './app-program.js';
import { ts } from './ts.js';

/** A file of the app and all that it imports of the app, directly or through others. */
export function withImports(file: ts.SourceFile, app: AppSnapshot): ReadonlySet<ts.SourceFile> {
  const found = new Set([file]);
  // A Set is walked in order, what is added on the way included.
  for (const each of found) {
    for (const specifier of specifiersOf(each)) {
      const target = app.checker.getSymbolAtLocation(specifier)?.declarations?.find(ts.isSourceFile);
      if (target !== undefined && !target.isDeclarationFile) found.add(target);
    }
  }
  return found;
}

/** Whether a file changes the meaning of others that do not import it. */
export function isAmbient(file: ts.SourceFile): boolean {
  return !ts.isExternalModule(file) || /\bdeclare\s+(global|module)\b/.test(file.text);
}

// A file that is read again is another object.
const known = new WeakMap<ts.SourceFile, readonly ts.Expression[]>();

/** What stands after `from`, and in `import('…')` of values and types. */
export function specifiersOf(file: ts.SourceFile): readonly ts.Expression[] {
  const found = known.get(file) ?? readSpecifiers(file);
  known.set(file, found);
  return found;
}

function readSpecifiers(file: ts.SourceFile): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined
    ) {
      found.push(node.moduleSpecifier);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push(node.argument.literal);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      found.push(...node.arguments.slice(0, 1));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
