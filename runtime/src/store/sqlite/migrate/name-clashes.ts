import { factColumns, type ModelLayout } from '../layout/model-layout.js';

/** Names that would be one and the same in SQLite, which does not tell upper from lower case. */
export function nameClashes(layouts: readonly ModelLayout[]): string[] {
  const tables = layouts.flatMap(({ model, table, collections, indexes }) => [
    { name: table, owner: model },
    ...collections.map((collection) => ({ name: collection.table, owner: `${model}.${collection.field}` })),
    ...indexes.map((index) => ({ name: index.name, owner: `the constraint on ${model}.${index.field}` })),
  ]);
  const columns = layouts.map(({ model, columns }) => [
    ...Object.values(factColumns).map((name) => ({ name, owner: `persist's own ${name}` })),
    ...columns.map(({ column, field }) => ({ name: column, owner: `${model}.${field}` })),
  ]);
  return [tables, ...columns].flatMap(clashes);
}

interface Named {
  readonly name: string;
  readonly owner: string;
}

function clashes(all: readonly Named[]): string[] {
  const owners = new Map<string, string>();
  return all.flatMap(({ name, owner }) => {
    const other = owners.get(name.toLowerCase());
    owners.set(name.toLowerCase(), owner);
    return other === undefined
      ? []
      : [`${owner} and ${other} would both be stored as ${name}: rename one of them.`];
  });
}
