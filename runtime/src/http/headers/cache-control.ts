/**
 * How long a record may be kept: until it is asked for again, with its `ETag`. Also of past versions: what was stays,
 * but the next release may show it in another shape.
 */
export const revalidated = 'private, no-cache';
