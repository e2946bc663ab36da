import type { ProblemCatalogue } from './problem-text.js';

/** Parameters, results and bodies of commands, queries, views, invariants and constructors. */
export const methodProblems = {
  method_overloaded: (member: string) => ({
    message: `${member}: an overloaded method has no single input.`,
    hint: 'Write one signature with optional parameters or a union, or one method for each.',
  }),
  method_generic: (member: string) => ({
    message: `${member}: a method with type parameters has no single input or result.`,
    hint: 'Write the concrete types.',
  }),
  this_parameter: (member: string) => ({
    message: `${member}: a \`this\` parameter cannot be part of a payload.`,
    hint: 'Remove it: the method always runs on its own record.',
  }),
  rest_parameter: (parameter: string) => ({
    message: `${parameter}: a rest parameter cannot be bound by name.`,
    hint: 'Take an array: `items: string[]` instead of `...items: string[]`.',
  }),
  destructured_parameter: (member: string) => ({
    message: `${member}: a destructured parameter has no name to bind to, and only a single object parameter is the payload itself.`,
    hint: 'Give the parameter a name, or take everything in one object.',
  }),
  context_not_last: (parameter: string) => ({
    message: `${parameter}: the command context is injected as the last parameter, and another follows it.`,
    hint: 'Move it to the end.',
  }),
  context_not_injected: (member: string) => ({
    message: `${member}: only commands and constructors get a command context.`,
    hint: 'Remove the parameter; pass what a reader needs (such as a date) as an argument.',
  }),
  query_argument: (parameter: string, type: string) => ({
    message: `${parameter}: ${type} cannot be written in a query string, which holds scalars and arrays of scalars.`,
    hint: "Take it in the body: `@query({ input: 'body' })`; or take its parts as parameters.",
  }),
  view_argument_required: (parameter: string) => ({
    message: `${parameter}: a view is read without arguments, and this one is required.`,
    hint: "Make it optional, use @query, or take one object in the body: `@view({ input: 'body' })`.",
  }),
  view_body_input: (member: string) => ({
    message: `${member}: a view with \`input: 'body'\` is a method with one object parameter.`,
    hint: 'Take everything in one object, or remove the option.',
  }),
  invariant_parameters: (member: string) => ({
    message: `${member}: an invariant is called without arguments.`,
    hint: 'Read what it needs from `this`.',
  }),
  invariant_async: (member: string) => ({
    message: `${member}: an invariant runs inside the commit and cannot wait.`,
    hint: 'Check the state only, without `async`; do what waits in the command.',
  }),
  invariant_result: (member: string, type: string) => ({
    message: `${member}: an invariant returns nothing, and this one returns ${type}, which nobody would look at.`,
    hint: 'Throw an error where the rule is broken.',
  }),
  undefined_result: (member: string, type: string) => ({
    message: `${member}: it returns ${type}, and JSON has no undefined: no value would read like no result.`,
    hint: 'Return null for "nothing there", and declare `| null`.',
  }),
  throws_unknown: (member: string, name: string) => ({
    message: `${member}: @throws {${name}} names no class in scope.`,
    hint: 'Import the class, or correct the name.',
  }),
  date_mutation: (member: string, call: string) => ({
    message: `${member}: ${call}() changes a stored Date in place, which no change set records.`,
    hint: 'Assign a new one: `this.due = new Date(…)`.',
  }),
  clock_in_command: (member: string, call: string) => ({
    severity: 'warning' as const,
    message: `${member}: ${call} gives another value when the command is run again, so its history could not be reproduced.`,
    hint: 'Take `ctx: CommandContext` as last parameter: `ctx.now` and `ctx.uuid()`.',
  }),
} satisfies ProblemCatalogue;
