import { identifier, literal } from './identifier.js';
import type { CollectionLayout, ColumnLayout, IndexLayout, IndexPart, ModelLayout } from './model-layout.js';

const columnTypes = {
  text: 'TEXT',
  number: 'REAL',
  boolean: 'INTEGER',
  timestamp: 'TEXT',
  bigint: 'INTEGER',
  json: 'TEXT',
} as const satisfies Record<ColumnLayout['type'], string>;

export function createTableSql({ table, columns }: ModelLayout): string {
  const definitions = [
    'id TEXT PRIMARY KEY NOT NULL',
    'version INTEGER NOT NULL',
    'created_at TEXT NOT NULL',
    'updated_at TEXT NOT NULL',
    ...columns.map(columnSql),
  ];
  return `CREATE TABLE ${identifier(table)} (\n  ${definitions.join(',\n  ')}\n) STRICT`;
}

/** Never NOT NULL: a later version of the app may no longer know the column. */
export function columnSql({ column, type }: ColumnLayout): string {
  return `${identifier(column)} ${columnTypes[type]}`;
}

/** Clustered by parent and key: one aggregate is one range of the table, and an append goes to its end. */
export function createCollectionSql(parent: string, { table, shape }: CollectionLayout): string {
  const keyType = shape === 'array' || shape === 'set' ? 'INTEGER' : 'TEXT';
  const definitions = [
    `parent TEXT NOT NULL REFERENCES ${identifier(parent)} (id) ON DELETE CASCADE`,
    `key ${keyType} NOT NULL`,
    'order_key TEXT NOT NULL',
    'value TEXT NOT NULL',
    'PRIMARY KEY (parent, key)',
  ];
  return `CREATE TABLE ${identifier(table)} (\n  ${definitions.join(',\n  ')}\n) STRICT, WITHOUT ROWID`;
}

export function createIndexSql(table: string, { name, unique, parts }: IndexLayout): string {
  const expressions = parts.map(expressionSql).join(', ');
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${identifier(name)} ON ${identifier(table)} (${expressions})`;
}

/** The value of a part; SQL NULL where it is absent or `null`, so that neither collides. */
export function expressionSql({ column, path }: Pick<IndexPart, 'column' | 'path'>): string {
  if (path === undefined) return identifier(column);
  const jsonPath = ['$', ...path.map((name) => `.${JSON.stringify(name)}`)].join('');
  return `json_extract(${identifier(column)}, ${literal(jsonPath)})`;
}
