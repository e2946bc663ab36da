/** A query over the records of a class, checked by its types. */
export interface QueryInput<T> {
  /** All must hold. */
  readonly where?: Filter<T>;
  /** Default: by creation. Keys weigh in the order they are written. */
  readonly orderBy?: SortOrder<T> | readonly SortOrder<T>[];
  /** From 1. Default 1. */
  readonly page?: number;
  /** `nextCursor` of a page of the same `where` and `orderBy`: goes on after it, however the records change. */
  readonly cursor?: string;
  /** At most 100. Default 20. */
  readonly perPage?: number;
}

/** A value the field must equal, or conditions it must meet; dotted names reach indexed scalars inside objects. */
export type Filter<T> = {
  readonly [K in ScalarKey<T>]?: Exclude<T[K], undefined> | Condition<Exclude<T[K], undefined>>;
} & { readonly [K in keyof RecordFacts]?: RecordFacts[K] | Condition<RecordFacts[K]> } & {
  readonly [path: DottedPath]: Scalar | null | Condition<Scalar | null>;
};

export type SortOrder<T> = {
  readonly [K in ScalarKey<T> | keyof RecordFacts | DottedPath]?: 'asc' | 'desc';
};

/** What a value is compared with. `ne` holds for missing values too, the comparisons of order never do. */
export interface Condition<V> {
  readonly eq?: V;
  readonly ne?: V;
  readonly gt?: NonNullable<V>;
  readonly gte?: NonNullable<V>;
  readonly lt?: NonNullable<V>;
  readonly lte?: NonNullable<V>;
  readonly in?: readonly V[];
  /** Of texts; upper and lower case differ. */
  readonly contains?: string;
  /** Of texts; upper and lower case differ. */
  readonly startsWith?: string;
  readonly isNull?: boolean;
}

type Scalar = string | number | bigint | boolean | Date;

/** Public fields that hold one value. */
type ScalarKey<T> = { [K in keyof T]-?: NonNullable<T[K]> extends Scalar ? K : never }[keyof T] & string;

type DottedPath = `${string}.${string}`;

interface RecordFacts {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date | string;
  readonly updatedAt: Date | string;
}
