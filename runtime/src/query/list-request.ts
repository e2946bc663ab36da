/** A list as somebody asked for it: nothing is checked yet. */
export interface ListRequest {
  readonly where: readonly FilterRequest[];
  readonly orderBy: readonly SortRequest[];
  /** `undefined`: from the beginning, or from the cursor on. */
  readonly page: number | undefined;
  readonly perPage: number;
  readonly cursor: unknown;
}

export interface FilterRequest {
  /** What problems name: a parameter, a property. */
  readonly path: string;
  readonly field: string;
  readonly operator: string;
  /** In the field's JSON encoding, or as text; a list of them for `in`. */
  readonly value: unknown;
}

export interface SortRequest {
  readonly path: string;
  readonly field: string;
  readonly direction: string;
}
