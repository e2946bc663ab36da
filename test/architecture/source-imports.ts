import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** One import, export-from or dynamic import of a source file. */
export interface SourceImport {
  /** From the root of the repository, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  /** The file it means; `undefined` for packages. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
}

/** Every import in the `src` folders of the packages. */
export function sourceImports(packages: readonly string[]): readonly SourceImport[] {
  return packages.flatMap((name) => sourceFiles(join(root, name, 'src'))).flatMap(importsOf);
}

/** Every source file below a folder, tests left out. */
export function sourceFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function importsOf(path: string): readonly SourceImport[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: SourceImport[] = [];
  const visit = (node: ts.Node): void => {
    const literal = specifierOf(node);
    if (literal !== undefined) {
      found.push({
        file: fromRoot(path),
        line: source.getLineAndCharacterOfPosition(literal.getStart()).line + 1,
        specifier: literal.text,
        target: literal.text.startsWith('.') ? fromRoot(sourceOf(join(dirname(path), literal.text))) : undefined,
        typeOnly: isTypeOnly(node),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier && ts.isStringLiteralLike(node.moduleSpecifier) ? node.moduleSpecifier : undefined;
  }
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const argument = isDynamic ? node.arguments[0] : undefined;
  return argument && ts.isStringLiteralLike(argument) ? argument : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node)) return false;
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function sourceOf(path: string): string {
  const candidates = [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx'), path];
  return candidates.find((candidate) => existsSync(candidate)) ?? path;
}

function fromRoot(path: string): string {
  return relative(root, path).split(sep).join('/');
}
