import type { Json } from '@persist/contract';
import type { Problems } from '../problems/problems.js';
import { ts } from '../typescript/ts.js';
import { bare, literalValue } from './literal-value.js';
import type { Mark } from './marks.js';

/** What an option must be: how messages say it, and how it is told. */
export interface OptionRule<T extends Json> {
  readonly expected: string;
  accepts(value: Json): value is T;
}

export const text: OptionRule<string> = {
  expected: 'a string that is not empty',
  accepts: (value): value is string => typeof value === 'string' && value !== '',
};

export const flag: OptionRule<boolean> = {
  expected: 'true or false',
  accepts: (value): value is boolean => typeof value === 'boolean',
};

/** Reads the options of one decorator, without running it. */
export class DecoratorOptions {
  readonly #mark: Mark;
  readonly #subject: string;
  readonly #checker: ts.TypeChecker;
  readonly #problems: Problems;

  constructor(
    mark: Mark,
    subject: string,
    { checker, problems }: { checker: ts.TypeChecker; problems: Problems },
  ) {
    this.#mark = mark;
    this.#subject = subject;
    this.#checker = checker;
    this.#problems = problems;
  }

  /** The value of an option; `undefined` where it is left out, or reported. */
  get<T extends Json>(name: string, rule: OptionRule<T>): T | undefined {
    const expression = this.#expressionOf(name);
    return expression === undefined ? undefined : this.#read(expression, name, rule);
  }

  /** The argument itself, for decorators that take one value. */
  whole<T extends Json>(name: string, rule: OptionRule<T>): T | undefined {
    const { argument } = this.#mark;
    return argument === undefined ? undefined : this.#read(argument, name, rule);
  }

  /** Where to point at when an option is wrong in its context. */
  nodeOf(name: string): ts.Node {
    return this.#expressionOf(name) ?? this.#mark.node;
  }

  #expressionOf(name: string): ts.Expression | undefined {
    const { argument } = this.#mark;
    if (argument === undefined) return undefined;
    const options = bare(argument);
    if (!ts.isObjectLiteralExpression(options)) {
      this.#problems.report(argument, 'option_not_literal', this.#subject, argument.getText());
      return undefined;
    }
    const property = options.properties.find(
      (each) => each.name !== undefined && nameText(each.name) === name,
    );
    if (property === undefined) {
      this.#refuseSpread(options);
      return undefined;
    }
    if (ts.isPropertyAssignment(property)) return property.initializer;
    this.#problems.report(property, 'option_not_literal', this.#subject, name);
    return undefined;
  }

  #refuseSpread(options: ts.ObjectLiteralExpression): void {
    const spread = options.properties.find(ts.isSpreadAssignment);
    if (spread !== undefined) {
      this.#problems.report(spread, 'option_not_literal', this.#subject, spread.getText());
    }
  }

  #read<T extends Json>(expression: ts.Expression, name: string, rule: OptionRule<T>): T | undefined {
    const literal = literalValue(expression, this.#checker);
    if (literal === undefined) {
      this.#problems.report(expression, 'option_not_literal', this.#subject, name);
    } else if (!rule.accepts(literal.value)) {
      this.#problems.report(expression, 'option_invalid', this.#subject, name, rule.expected);
    } else {
      return literal.value;
    }
    return undefined;
  }
}

function nameText(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}
