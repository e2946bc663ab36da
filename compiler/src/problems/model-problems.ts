import type { ProblemCatalogue } from './problem-text.js';

/** Classes marked `@model` or `@apiError`, and the options of decorators. */
export const modelProblems = {
  model_abstract: (model: string) => ({
    message: `${model}: an abstract class cannot be a model, because no record of it could be created.`,
    hint: 'Move @model to the classes that extend it; they inherit its fields and methods.',
  }),
  model_anonymous: () => ({
    message: 'A model needs a name of its own: table, route and messages come from it.',
    hint: 'Write `@model export class Order { … }`.',
  }),
  model_not_exported: (model: string) => ({
    message: `${model}: the model is not exported, so no app can serve it.`,
    hint: `Write \`export class ${model}\` at the top level of the file.`,
  }),
  model_generic: (model: string) => ({
    message: `${model}: a model with type parameters has no single shape to store.`,
    hint: 'Make it an abstract base class, and mark a class that extends it with concrete types as @model.',
  }),
  model_name_invalid: (model: string, name: string) => ({
    message: `${model}: "${name}" cannot be a model's name, which is a path segment and a table.`,
    hint: 'Use kebab-case that begins with a letter (and not with "sqlite-"), such as "ledger-books".',
  }),
  model_name_duplicate: (model: string, name: string, other: string) => ({
    message: `${model}: its name "${name}" is already taken by ${other}; the two would share one table and one route.`,
    hint: "Rename the class, or give it a name of its own: `@model({ name: '…' })`.",
  }),
  model_class_duplicate: (model: string, other: string) => ({
    message: `${model}: ${other} is a model of the same class name.`,
    hint: 'Rename one of the classes: messages and generated clients tell models apart by it.',
  }),
  base_class_unreadable: (model: string, base: string) => ({
    message: `${model}: the fields of its base class ${base} cannot be read, because its source is not part of the app.`,
    hint: 'Extend a class of the app itself, or keep what you need of it in a field.',
  }),
  decorated_outside_model: (member: string, mark: string, owner: string) => ({
    message: `${member}: @${mark} has no effect, because ${owner} is no model.`,
    hint: `Mark the class: \`@model export class ${owner}\`.`,
  }),
  constructor_private: (model: string) => ({
    message: `${model}: its constructor is private, so no record of it could be created.`,
    hint: 'Make the constructor public; validate in it, or in an @invariant.',
  }),
  option_not_literal: (subject: string, option: string) => ({
    message: `${subject}: the option ${option} is not a literal, and decorators are read without running the app.`,
    hint: 'Write the value itself: a string, number, boolean, or an object or array of such.',
  }),
  option_invalid: (subject: string, option: string, expected: string) => ({
    message: `${subject}: the option ${option} must be ${expected}.`,
    hint: 'Correct the value, or leave the option out to get its default.',
  }),
  error_anonymous: () => ({
    message: 'A domain error needs a name of its own: its code and messages come from it.',
    hint: 'Write `@apiError export class OutOfStock extends Error { … }`.',
  }),
  error_field_reserved: (field: string, name: string) => ({
    message: `${field}: every problem document has a member "${name}" of its own, which the field would overwrite.`,
    hint: 'Rename the field, or make it private.',
  }),
  error_name_duplicate: (error: string, other: string) => ({
    message: `${error}: ${other} is a domain error of the same class name.`,
    hint: 'Rename one of the classes: the contract tells errors apart by it.',
  }),
} satisfies ProblemCatalogue;
