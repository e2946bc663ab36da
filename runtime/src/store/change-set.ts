import type { Json } from '@persist/contract';

/**
 * What one command did to one aggregate, with the old values: stored in its audit record, written to the
 * tables, replayed for past states. Its size follows the change, not the aggregate.
 */
export interface ChangeSet {
  /** Columns and JSON fields, by field name. */
  readonly fields: Readonly<Record<string, FieldChange>>;
  /** Elements of top-level collections, by field name, in order of application. */
  readonly collections: Readonly<Record<string, readonly ElementChange[]>>;
}

/** A side that is missing means that the field is absent there (which is not `null`). */
export interface FieldChange {
  readonly before?: Json;
  readonly after?: Json;
}

/**
 * Identifies an element within its collection: a positive integer for arrays and sets, the key of a string-keyed
 * Map, the canonical JSON of any other Map's key.
 */
export type ElementKey = number | string;

/** `order` sorts the elements of one collection, as text compared byte by byte. */
export type ElementChange =
  | { readonly kind: 'added'; readonly key: ElementKey; readonly order: string; readonly after: Json }
  | { readonly kind: 'changed'; readonly key: ElementKey; readonly before: Json; readonly after: Json }
  | { readonly kind: 'moved'; readonly key: ElementKey; readonly from: string; readonly to: string }
  | { readonly kind: 'removed'; readonly key: ElementKey; readonly order: string; readonly before: Json };
