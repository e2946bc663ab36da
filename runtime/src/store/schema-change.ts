/**
 * One thing that bringing the tables in line with the contract has changed. What the contract no longer knows is
 * `retired`: it stays stored, and comes back with its name.
 */
export type SchemaChange =
  | { readonly kind: 'table_created'; readonly model: string; readonly table: string }
  /** `column_filled`: records that had no value of the field got its default. */
  | {
      readonly kind: 'column_added' | 'column_filled' | 'column_retired';
      readonly model: string;
      readonly field: string;
    }
  | {
      readonly kind: 'collection_added' | 'collection_retired';
      readonly model: string;
      readonly field: string;
    }
  /** `field` is what a violation reports: the decorated field, or its dotted path. */
  | {
      readonly kind: 'index_created' | 'index_dropped';
      readonly model: string;
      readonly field: string;
      readonly unique: boolean;
    };
