import type { ProblemCatalogue } from './problem-text.js';

/** Types that have no JSON form, as state or as payload. */
export const typeProblems = {
  any_type: (path: string) => ({
    message: `${path}: \`any\` says nothing about what is stored.`,
    hint: 'Write its type; use `Json` from @persist/runtime for any JSON value.',
  }),
  unknown_type: (path: string) => ({
    message: `${path}: \`unknown\` says nothing about what is stored.`,
    hint: 'Write its type; use `Json` from @persist/runtime for any JSON value.',
  }),
  object_type: (path: string, type: string) => ({
    message: `${path}: \`${type}\` says nothing about its properties.`,
    hint: 'List the properties, or write `Record<string, …>`; use `Json` from @persist/runtime for any JSON value.',
  }),
  never_type: (path: string) => ({
    message: `${path}: its type is \`never\`, which has no values.`,
    hint: 'Write the type it is meant to have.',
  }),
  unbound_generic: (path: string, type: string) => ({
    message: `${path}: the type parameter ${type} is not bound to a concrete type.`,
    hint: 'Write the concrete type.',
  }),
  empty_array_type: (path: string) => ({
    message: `${path}: an empty array without a type can never hold anything.`,
    hint: 'Write its element type: `items: Item[] = []`.',
  }),
  undefined_type: (path: string) => ({
    message: `${path}: JSON has no undefined.`,
    hint: 'Use null, or make the property optional with `?`.',
  }),
  function_type: (path: string) => ({
    message: `${path}: a function cannot be stored.`,
    hint: 'Keep behaviour in methods; store the data it needs.',
  }),
  symbol_type: (path: string) => ({
    message: `${path}: a symbol cannot be stored.`,
    hint: "Use a string, or a union of string literals: `'open' | 'closed'`.",
  }),
  symbol_property: (path: string) => ({
    message: `${path}: a property named by a symbol has no JSON form.`,
    hint: 'Name the property with a string.',
  }),
  unsafe_property: (path: string) => ({
    message: `${path}: "__proto__" is no property like others in JavaScript.`,
    hint: 'Rename the property.',
  }),
  promise_type: (path: string, type: string) => ({
    message: `${path}: ${type} is a value that is not there yet.`,
    hint: 'Make the method async and await it; store what it resolves to.',
  }),
  regexp_type: (path: string) => ({
    message: `${path}: a RegExp cannot be stored.`,
    hint: 'Store its source as a string.',
  }),
  url_type: (path: string) => ({
    message: `${path}: a URL object cannot be stored.`,
    hint: 'Store its text: a string with `@format uri`.',
  }),
  weak_type: (path: string, type: string) => ({
    message: `${path}: ${type} cannot be stored, because what it holds cannot be listed.`,
    hint: 'Use a Map or a Set.',
  }),
  bytes_type: (path: string, type: string) => ({
    message: `${path}: ${type} cannot be stored, because no change set records what is written into it.`,
    hint: 'Store a number[], or the bytes as a base64 string.',
  }),
  error_type: (path: string, type: string) => ({
    message: `${path}: ${type} is an error, which cannot be stored.`,
    hint: 'Store its message, or throw it.',
  }),
  class_with_methods: (path: string, type: string, member: string) => ({
    message: `${path}: ${type} has behaviour (${member}), which is lost when a record is loaded.`,
    hint: `Store plain data: an interface with the fields of ${type}; keep behaviour in methods of the model.`,
  }),
  class_with_private_state: (path: string, type: string, member: string) => ({
    message: `${path}: ${type} has private state (${member}), which is lost when a record is loaded.`,
    hint: `Store plain data: an interface with the fields of ${type}.`,
  }),
  model_as_value: (path: string, type: string) => ({
    message: `${path}: ${type} is a model, and a record is no value inside another or in a payload.`,
    hint: 'Store its id as a string; return the data the caller needs.',
  }),
  foreign_type: (path: string, type: string) => ({
    message: `${path}: ${type} comes with behaviour from outside the app and cannot be stored.`,
    hint: 'Store the data it stands for: strings, numbers, or an interface of such.',
  }),
  unsupported_type: (path: string, type: string) => ({
    message: `${path}: ${type} has no JSON Schema.`,
    hint: 'Write a type of strings, numbers, booleans, dates, arrays, and objects of such.',
  }),
  variadic_tuple: (path: string, type: string) => ({
    message: `${path}: ${type} has elements after its rest element.`,
    hint: 'Move the rest element to the end, or write an object.',
  }),
  narrow_key: (path: string, type: string) => ({
    message: `${path}: the keys of ${type} are property names in JSON, of which only \`string\` and \`number\` are understood.`,
    hint: "Use `string` keys; for a few known ones name the properties: `Partial<Record<'red' | 'blue', number>>`.",
  }),
  identity_lost: (path: string, what: string) => ({
    message: `${path}: ${what} are found by identity where they are objects, and a stored object is never the same one again.`,
    hint: 'Use strings or numbers there: an id, or `date.toISOString()`.',
  }),
  endless_type: (path: string, type: string) => ({
    message: `${path}: ${type} refers to ever larger versions of itself.`,
    hint: 'Let the type refer to itself with the same type arguments.',
  }),
  ambiguous_union: (path: string, type: string) => ({
    message: `${path}: the members of ${type} look the same in JSON, so it could not be read back as what it was.`,
    hint: "Use one of them, or objects told apart by a literal: `{ kind: 'date', at: Date } | { kind: 'text', text: string }`.",
  }),
} satisfies ProblemCatalogue;
