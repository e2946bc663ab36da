import type { AppSnapshot } from '../typescript/app-program.js';
import type { ts } from '../typescript/ts.js';
import { classChain } from './class-chain.js';
import type { AppClasses, MarkedClass } from './find-classes.js';

/** A class that answers as `@apiError` says: a marked one, or one that extends it. */
export interface DomainError extends MarkedClass {
  /** The class's name. */
  readonly name: string;
  /** Name of the class that is marked: the code follows from it. */
  readonly declaredBy: string;
}

/** All domain errors of the app, by class symbol. */
export function findDomainErrors(
  { errors, others }: AppClasses,
  { checker }: AppSnapshot,
): ReadonlyMap<ts.Symbol, DomainError> {
  const marked = new Map(errors.map((error) => [error.node, error]));
  const found = new Map<ts.Symbol, DomainError>();
  for (const node of [...marked.keys(), ...others]) {
    const symbol = checker.getTypeAtLocation(node).getSymbol();
    const nearest = classChain(node, checker).classes.findLast((each) => marked.has(each));
    const error = nearest && marked.get(nearest);
    if (symbol === undefined || error === undefined) continue;
    const declaredBy = nearest?.name?.text ?? '';
    found.set(symbol, { node, symbol, mark: error.mark, name: node.name?.text ?? '', declaredBy });
  }
  return found;
}
