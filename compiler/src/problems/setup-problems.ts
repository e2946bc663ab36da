import type { ProblemCatalogue } from './problem-text.js';

/** The app as a whole: how it is compiled. */
export const setupProblems = {
  tsconfig_invalid: (text: string) => ({
    message: `The tsconfig cannot be read: ${text}`,
    hint: 'Correct it, or remove it to use the defaults (strict, ES2022, NodeNext).',
  }),
  strict_off: (option: string) => ({
    message: `"${option}": false hides null and undefined from the types, so the contract could not tell what is optional.`,
    hint: `Remove "${option}" from the tsconfig, or set it to true.`,
  }),
  experimental_decorators: () => ({
    message: '"experimentalDecorators" compiles decorators in a way that @model and @command cannot read.',
    hint: 'Remove "experimentalDecorators" (and "emitDecoratorMetadata") from the tsconfig: standard decorators need no option.',
  }),
} satisfies ProblemCatalogue;
