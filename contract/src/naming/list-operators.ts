/** Operators of a list's filters: `score__gte=60`. */
export const listOperators = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'contains',
  'startsWith',
  'isNull',
] as const;

export type ListOperator = (typeof listOperators)[number];

/** The field that a name filters by when it is read as field and operator: `score` of `score__gte`. */
export function filteredField(name: string): string | undefined {
  const separator = name.lastIndexOf('__');
  const operator = name.slice(separator + 2);
  const isFilter = separator > 0 && (listOperators as readonly string[]).includes(operator);
  return isFilter ? name.slice(0, separator) : undefined;
}
