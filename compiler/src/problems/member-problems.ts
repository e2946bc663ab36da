import type { ProblemCatalogue } from './problem-text.js';

/** Members of a model: what they are, and what they are called. */
export const memberProblems = {
  hash_private_field: (member: string, name: string) => ({
    message: `${member}: a #private field cannot be stored, because nothing outside the class body can read it.`,
    hint: `Write \`private ${name}\`: it is stored and never shown.`,
  }),
  hash_private_method: (member: string, name: string) => ({
    message: `${member}: a #private method cannot be called while a command is recorded, because it refuses the recording proxy.`,
    hint: `Write \`private ${name}\`.`,
  }),
  accessor_field: (member: string) => ({
    message: `${member}: an accessor keeps its value in a #private field, which cannot be stored.`,
    hint: 'Remove `accessor`: a plain field is stored.',
  }),
  computed_member: (owner: string) => ({
    message: `${owner}: a computed member name is not known until the app runs.`,
    hint: 'Write the name itself.',
  }),
  member_name_invalid: (member: string) => ({
    message: `${member}: no column or path can be made of this name.`,
    hint: 'Use letters and digits, such as ownerName.',
  }),
  index_signature: (owner: string) => ({
    message: `${owner}: fields that only an index signature names cannot be stored.`,
    hint: 'Keep them in one field: `entries: Record<string, …> = {}`.',
  }),
  field_reserved: (member: string) => ({
    message: `${member}: every record has a member of this name of its own (id, version, createdAt, updatedAt).`,
    hint: 'Rename it; the framework keeps id, version and times of a record by itself.',
  }),
  column_duplicate: (member: string, other: string, column: string) => ({
    message: `${member}: its column "${column}" is already that of ${other}.`,
    hint: 'Rename one of the two: column names are snake_case, whatever the case of the field.',
  }),
  column_reserved: (member: string, column: string) => ({
    message: `${member}: its column "${column}" is one the framework keeps in every table.`,
    hint: 'Rename the field.',
  }),
  filter_ambiguous: (member: string, name: string, other: string) => ({
    message: `${member}: a list filters ${other} by the parameter ${name}, which would be this field's as well.`,
    hint: 'Rename the field: what follows two underscores in a parameter is an operator.',
  }),
  method_reserved: (member: string) => ({
    message: `${member}: this name is reserved; paths that begin with "_" or "views" belong to the framework, and a handle with "then" could not be awaited.`,
    hint: 'Rename the method.',
  }),
  path_duplicate: (member: string, other: string, path: string) => ({
    message: `${member}: its path "${path}" is already that of ${other}.`,
    hint: 'Rename one of the two: paths are kebab-case, whatever the case of the method.',
  }),
  mark_misplaced: (member: string, mark: string, belongs: string) => ({
    message: `${member}: @${mark} does not belong here.`,
    hint: `@${mark} marks ${belongs}.`,
  }),
  mark_on_static: (member: string, mark: string) => ({
    message: `${member}: @${mark} on a static member has no record to work on.`,
    hint: 'Remove `static`; what concerns several records belongs in a service that calls their handles.',
  }),
  mark_on_private: (member: string, mark: string) => ({
    message: `${member}: @${mark} makes a member part of the API, and this one is private.`,
    hint: `Remove \`private\` (or \`protected\`), or remove @${mark}.`,
  }),
  marks_conflict: (member: string, first: string, second: string) => ({
    message: `${member}: it cannot be @${first} and @${second} at once.`,
    hint: 'Keep one of them; let a second method call the first where both are needed.',
  }),
  outbox_without_command: (member: string) => ({
    message: `${member}: @outbox emits what a command returns, and this method is no command.`,
    hint: 'Add @command.',
  }),
  outbox_without_result: (member: string) => ({
    message: `${member}: @outbox emits what a command returns, and this one returns nothing.`,
    hint: 'Return the payload, or call `ctx.emit(topic, payload)` instead.',
  }),
} satisfies ProblemCatalogue;
