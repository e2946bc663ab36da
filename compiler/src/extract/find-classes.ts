import { ts } from '../typescript/ts.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import { findMark, marksOf, type Mark } from './marks.js';

/** A class of the app that a decorator of ours makes part of the contract. */
export interface MarkedClass {
  readonly node: ts.ClassLikeDeclaration;
  readonly symbol: ts.Symbol;
  readonly mark: Mark;
}

export interface AppClasses {
  readonly models: readonly MarkedClass[];
  /** Classes marked `@apiError`. */
  readonly errors: readonly MarkedClass[];
  /** All others, which may extend one of those or carry stray decorators. */
  readonly others: readonly ts.ClassLikeDeclaration[];
}

/** All classes of the app, by file and position. */
export function findClasses({ files, checker }: AppSnapshot): AppClasses {
  const models: MarkedClass[] = [];
  const errors: MarkedClass[] = [];
  const others: ts.ClassLikeDeclaration[] = [];
  for (const node of files.flatMap(classesIn)) {
    const symbol = checker.getTypeAtLocation(node).getSymbol();
    const marks = marksOf(node, checker);
    const model = findMark(marks, 'model');
    const error = findMark(marks, 'apiError');
    if (symbol === undefined || (model ?? error) === undefined) others.push(node);
    else if (model !== undefined) models.push({ node, symbol, mark: model });
    else if (error !== undefined) errors.push({ node, symbol, mark: error });
  }
  return { models, errors, others };
}

// A file that is read again is another object.
const known = new WeakMap<ts.SourceFile, readonly ts.ClassLikeDeclaration[]>();

function classesIn(file: ts.SourceFile): readonly ts.ClassLikeDeclaration[] {
  const found = known.get(file) ?? readClasses(file);
  known.set(file, found);
  return found;
}

function readClasses(file: ts.SourceFile): readonly ts.ClassLikeDeclaration[] {
  const found: ts.ClassLikeDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
