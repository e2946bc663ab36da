import type { CollectionNode, ColumnType, Json } from '@persist/contract';

/** The tables of one model, as plain data: compared by migrations, kept in `_persist_models`. */
export interface ModelLayout {
  readonly model: string;
  readonly table: string;
  readonly schemaVersion: number;
  readonly columns: readonly ColumnLayout[];
  readonly collections: readonly CollectionLayout[];
  readonly indexes: readonly IndexLayout[];
}

/** A field kept in a column of the model's table. */
export interface ColumnLayout {
  readonly field: string;
  readonly column: string;
  readonly type: ColumnType | 'json';
  /** Whether SQL NULL stands for an absent field; otherwise it stands for `null`. */
  readonly optional: boolean;
  /** Whether every record has a value, neither absent nor `null`. */
  readonly required: boolean;
  readonly default?: Json;
}

/** A field kept in a table of its own, one row an element. */
export interface CollectionLayout {
  readonly field: string;
  readonly table: string;
  readonly shape: CollectionNode['shape'];
  readonly default?: Json;
}

export interface IndexLayout {
  readonly name: string;
  readonly unique: boolean;
  /** What a violation reports. */
  readonly field: string;
  readonly private: boolean;
  readonly parts: readonly IndexPart[];
}

export interface IndexPart {
  /** The field or dotted path that plans name it by. */
  readonly field: string;
  readonly column: string;
  /** Property names below a JSON column; `undefined` for a plain column. */
  readonly path?: readonly string[];
}

/** Columns that every table of a model has, and the names plans know them by. */
export const factColumns = {
  id: 'id',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
} as const;
