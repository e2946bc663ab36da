/** What a class declared with decorators, kept on the class itself: there is no global registry. */
export interface ClassMetadata {
  model?: ModelOptions;
  apiError?: Required<ApiErrorOptions>;
  /** Member name → what it was marked as. */
  readonly members: Map<string, MemberMark>;
}

export type MemberMark = 'command' | 'query' | 'view' | 'invariant' | 'unique' | 'index' | 'outbox';

/** Options of `@model`. */
export interface ModelOptions {
  /** Segment of the base path. Default: the class name, plural, kebab-case. */
  readonly name?: string;
  /** Shape of the stored state, a positive integer. Default 1. */
  readonly schemaVersion?: number;
  /** Whether `PATCH /{id}` is served. Default false. */
  readonly patch?: boolean;
}

/** Options of `@apiError`. */
export interface ApiErrorOptions {
  /** HTTP status, 400 to 499. Default 422. */
  readonly status?: number;
  /** Stable code of the problem document. Default: the class name in snake_case. */
  readonly code?: string;
}

// Node 20 to 24 have no Symbol.metadata; compiled decorators look it up when a class is defined.
const metadataSymbol: symbol = Symbol.metadata ?? Symbol.for('Symbol.metadata');
if (Symbol.metadata === undefined) {
  Object.defineProperty(Symbol, 'metadata', { value: metadataSymbol });
}

// Registered, so that classes declared with another copy of this package are understood too.
const own = Symbol.for('@persist/runtime');

type Carrier = { [own]?: ClassMetadata };

/** The declarations of a class under construction; made on first use, never shared with a parent class. */
export function metadataOf(context: { readonly metadata: DecoratorMetadata }): ClassMetadata {
  const carrier = context.metadata as Carrier;
  if (!Object.hasOwn(carrier, own)) {
    const inherited = carrier[own]?.members ?? [];
    carrier[own] = { members: new Map(inherited) };
  }
  return carrier[own]!;
}

/** The declarations of a finished class, or `undefined` where it carries no decorator of ours. */
export function classMetadata(target: object): ClassMetadata | undefined {
  const carrier = (target as Record<symbol, Carrier | undefined>)[metadataSymbol];
  return carrier?.[own];
}
