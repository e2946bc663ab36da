import { ts } from '../typescript/ts.js';
import type { CallContext } from './call-context.js';
import { classChain } from './class-chain.js';
import { functionFacts, type ClockUse, type FunctionFacts } from './function-facts.js';

/** What can happen while a function runs. */
export interface Reach {
  /** Names of the domain errors that can be thrown, sorted. */
  readonly errors: readonly string[];
  /** Calls whose value is another one the next time. */
  readonly clocks: readonly ClockUse[];
}

/** Follows calls through the app's own sources: private methods, helper functions, constructors, getters. */
export class CallGraph {
  readonly #context: CallContext;
  readonly #facts = new Map<ts.Node, FunctionFacts>();

  constructor(context: CallContext) {
    this.#context = context;
  }

  /** @param model the class the run begins in: a call of an overridden method goes to its own version. */
  from(starts: readonly ts.Node[], model: ts.ClassLikeDeclaration): Reach {
    const errors = new Set<string>();
    const clocks: ClockUse[] = [];
    const seen = new Set<ts.Node>(starts);
    // A Set is walked in order, what is added on the way included: each function once, cycles or not.
    for (const node of seen) {
      const facts = this.#factsOf(node);
      for (const error of facts.errors) errors.add(error);
      clocks.push(...facts.clocks);
      for (const call of facts.calls) seen.add(call.exact ? call.target : this.#override(call.target, model));
    }
    return { errors: [...errors].sort(), clocks };
  }

  #factsOf(node: ts.Node): FunctionFacts {
    const known = this.#facts.get(node);
    if (known !== undefined) return known;
    const facts = functionFacts(node, this.#context);
    this.#facts.set(node, facts);
    return facts;
  }

  /** Inside a model, `this.check()` of a base class is the model's own `check`. */
  #override(target: ts.Node, model: ts.ClassLikeDeclaration): ts.Node {
    const owner = target.parent;
    if (owner === model || !ts.isClassElement(target) || !ts.isClassLike(owner)) return target;
    const { checker } = this.#context.app;
    if (target.name === undefined || !classChain(model, checker).classes.includes(owner)) return target;
    const own = checker.getPropertyOfType(checker.getTypeAtLocation(model), target.name.getText());
    return own?.declarations?.find((each) => each.kind === target.kind) ?? target;
  }
}
