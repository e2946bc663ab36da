import type { ProblemCatalogue } from './problem-text.js';

/** Constraint tags in comments, and `@unique` and `@index`. */
export const constraintProblems = {
  constraint_value: (path: string, rule: string, text: string) => ({
    message: `${path}: ${rule}, not "${text}".`,
    hint: 'Put explanations above the tags.',
  }),
  constraint_misfit: (path: string, tag: string, fits: string) => ({
    message: `${path}: @${tag} constrains ${fits}, which this is not.`,
    hint: 'Remove the tag, or move it to the type it is about; for elements of a collection name their type: `type Code = string`.',
  }),
  constraint_misspelt: (path: string, tag: string, meant: string) => ({
    message: `${path}: @${tag} is no constraint.`,
    hint: `Write @${meant}.`,
  }),
  constraint_on_method: (member: string, tag: string) => ({
    message: `${member}: @${tag} constrains a value, and this is a method.`,
    hint: `Write it before the parameter: \`(/** @${tag} … */ name: string)\`.`,
  }),
  constraint_after_param: (member: string, tag: string) => ({
    message: `${member}: @${tag} stands after @param, whose text it would be a part of, so it would constrain nothing.`,
    hint: `Write it above the first @param to constrain that parameter, or before a parameter itself: \`(/** @${tag} … */ name: string)\`.`,
  }),
  constraint_lost: (path: string, alias: string) => ({
    message: `${path}: the constraints of ${alias} are lost when it is an argument of a generic type.`,
    hint: `Write the tags on the properties themselves, or a type for ${alias} that is not generic.`,
  }),
  constraint_merged: (path: string, alias: string) => ({
    message: `${path}: the constraints of ${alias} are void beside a type that is part of it; to TypeScript the union is one type.`,
    hint: 'Use one type, with constraints that all values meet.',
  }),
  example_unreadable: (path: string, text: string) => ({
    message: `${path}: the example "${text}" is no JSON.`,
    hint: 'Write a value: `@example 12.5`, `@example EUR`; above a method its payload: `@example { "name": "Home" }`.',
  }),
  example_misfit: (path: string, problem: string) => ({
    message: `${path}: this is no example of its type: ${problem}.`,
    hint: 'Correct the example, or the type.',
  }),
  key_field_unknown: (key: string, field: string) => ({
    message: `${key}: there is no field "${field}".`,
    hint: 'Name a field of this model.',
  }),
  key_not_scalar: (key: string, field: string) => ({
    message: `${key}: "${field}" is no scalar that is always a column or absent.`,
    hint: 'Use a string, number, boolean, bigint or Date; either optional or nullable, not both; `path` leads to one inside an object.',
  }),
  key_path: (key: string, path: string) => ({
    message: `${key}: the path "${path}" leads to no scalar inside the field.`,
    hint: "Begin with the field's own name and follow its object properties: `address.zip`.",
  }),
} satisfies ProblemCatalogue;
