/** A name as SQL. Names come from the contract, never from a caller. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as an SQL literal; only for what cannot be a parameter, as in an index. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
