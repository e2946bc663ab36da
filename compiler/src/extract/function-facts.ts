import { ts } from '../typescript/ts.js';
import type { CallContext } from './call-context.js';
import { classChain } from './class-chain.js';
import { clockCall } from './clock-call.js';
import { documentedErrors } from './documented-errors.js';

/** What one function does by itself, calls not followed. */
export interface FunctionFacts {
  /** Names of domain errors. */
  readonly errors: ReadonlySet<string>;
  readonly calls: readonly Call[];
  readonly clocks: readonly ClockUse[];
}

export interface Call {
  /** A function with a body, or a class whose instance is made. */
  readonly target: ts.Node;
  /** Whether it is this very function, not one that overrides it: `super.check()`. */
  readonly exact: boolean;
}

/** A call such as `Date.now()`. */
export interface ClockUse {
  readonly call: string;
  readonly place: ts.Node;
}

/** Reads a function; of a class, what `new` runs. */
export function functionFacts(node: ts.Node, context: CallContext): FunctionFacts {
  const reader = new FactsReader(context);
  if (ts.isClassLike(node)) reader.readConstruction(node);
  else reader.readFunction(node);
  return reader;
}

class FactsReader implements FunctionFacts {
  readonly errors = new Set<string>();
  readonly calls: Call[] = [];
  readonly clocks: ClockUse[] = [];
  readonly #context: CallContext;
  readonly #checker: ts.TypeChecker;

  constructor(context: CallContext) {
    this.#context = context;
    this.#checker = context.app.checker;
  }

  readConstruction(node: ts.ClassLikeDeclaration): void {
    const base = classChain(node, this.#checker).classes.at(-2);
    if (base !== undefined) this.calls.push({ target: base, exact: true });
    for (const member of node.members) {
      if (ts.isConstructorDeclaration(member)) {
        this.readFunction(member);
      } else if (ts.isPropertyDeclaration(member) && member.initializer !== undefined) {
        this.#visit(member.initializer);
      }
    }
  }

  readFunction(node: ts.Node): void {
    for (const error of documentedErrors(node, this.#context)) this.errors.add(error);
    ts.forEachChild(node, (child) => this.#visit(child));
  }

  #visit(node: ts.Node): void {
    // A class inside counts where it is constructed.
    if (ts.isClassLike(node) || ts.isTypeNode(node)) return;
    if (ts.isThrowStatement(node)) this.#addErrors(node.expression);
    else if (ts.isCallExpression(node)) this.#readCall(node);
    else if (ts.isNewExpression(node)) this.#readNew(node);
    else if (ts.isPropertyAccessExpression(node)) this.#readAccess(node);
    ts.forEachChild(node, (child) => this.#visit(child));
  }

  #readCall(node: ts.CallExpression): void {
    const callee = node.expression;
    if (isPromiseReject(callee)) node.arguments.forEach((argument) => this.#addErrors(argument));
    const clock = clockCall(node, this.#checker);
    if (clock !== undefined) this.clocks.push({ call: clock, place: node });
    const exact =
      ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.SuperKeyword;
    this.#addCall(this.#checker.getResolvedSignature(node)?.declaration, exact);
    // `items.forEach(check)`: whoever gets a function may call it.
    for (const argument of node.arguments) {
      if (!ts.isIdentifier(argument) && !ts.isPropertyAccessExpression(argument)) continue;
      this.#addCall(this.#checker.getTypeAtLocation(argument).getCallSignatures()[0]?.declaration, false);
    }
  }

  #readNew(node: ts.NewExpression): void {
    const clock = clockCall(node, this.#checker);
    if (clock !== undefined) this.clocks.push({ call: clock, place: node });
    const target = this.#checker.getTypeAtLocation(node).getSymbol()?.declarations?.find(ts.isClassLike);
    if (target !== undefined && isOwn(target)) this.calls.push({ target, exact: true });
  }

  #readAccess(node: ts.PropertyAccessExpression): void {
    const symbol = this.#checker.getSymbolAtLocation(node.name);
    if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Accessor) === 0) return;
    for (const declaration of symbol.declarations ?? []) {
      if (ts.isAccessor(declaration)) this.#addCall(declaration, false);
    }
  }

  /** @param declaration as TypeScript resolved it: of an overloaded function a signature without a body. */
  #addCall(declaration: ts.Node | undefined, exact: boolean): void {
    if (declaration === undefined || !ts.isFunctionLike(declaration) || !isOwn(declaration)) return;
    const named = 'body' in declaration && declaration.body === undefined ? declaration.name : undefined;
    const implementations = named && this.#checker.getSymbolAtLocation(named)?.declarations;
    const target = implementations?.find((each) => 'body' in each && each.body !== undefined) ?? declaration;
    this.calls.push({ target, exact });
  }

  #addErrors(thrown: ts.Expression): void {
    const type = this.#checker.getTypeAtLocation(thrown);
    for (const each of type.isUnion() ? type.types : [type]) {
      const symbol = each.getSymbol();
      const error = symbol && this.#context.domainErrors.get(symbol);
      if (error !== undefined) this.errors.add(error.name);
    }
  }
}

function isPromiseReject(callee: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(callee) && callee.getText() === 'Promise.reject';
}

function isOwn(declaration: ts.Node): boolean {
  return !declaration.getSourceFile().isDeclarationFile;
}
