import type { Json, JsonSchema } from './json-schema.js';

export const CONTRACT_VERSION = 1;

/**
 * Everything the toolkit knows about an app, as one plain JSON document (`contract.json`).
 * Built from types by `@persist/compiler`; read by the runtime, OpenAPI, clients, studio and metrics.
 */
export interface Contract {
  readonly contractVersion: typeof CONTRACT_VERSION;
  /** Sorted by `name`. */
  readonly models: readonly ModelNode[];
  /** Sorted by `name`. */
  readonly errors: readonly ErrorNode[];
}

/** Schemas that other schemas of the same node refer to as `#/$defs/<name>`. */
export type Definitions = Readonly<Record<string, JsonSchema>>;

export interface ModelNode {
  readonly kind: 'model';
  /** Plural kebab-case; the segment of the base path: `ledger-books`. */
  readonly name: string;
  readonly className: string;
  /** `name` in snake_case; the table: `ledger_books`. */
  readonly table: string;
  readonly schemaVersion: number;
  /** Whether `PATCH /{id}` is served. */
  readonly patch: boolean;
  readonly description?: string;
  readonly source: SourceNode;
  /** In order of declaration. */
  readonly fields: readonly FieldNode[];
  readonly getters: readonly GetterNode[];
  readonly constraints: readonly ConstraintNode[];
  readonly create: CreateNode;
  readonly commands: readonly CommandNode[];
  readonly queries: readonly QueryNode[];
  readonly views: readonly ViewNode[];
  readonly invariants: readonly InvariantNode[];
  readonly $defs: Definitions;
}

/** Where a declaration stands, for messages and editors; no part of the hash. */
export interface SourceNode {
  readonly kind: 'source';
  /** Relative to the app's root, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A data field of the state. */
export interface FieldNode {
  readonly kind: 'field';
  readonly name: string;
  /** `private` covers TypeScript's `private` and `protected`: stored, never shown. */
  readonly visibility: 'public' | 'private';
  readonly readonly: boolean;
  /** Declared with `?`: may be absent, which is not the same as `null`. */
  readonly optional: boolean;
  readonly schema: JsonSchema;
  readonly storage: StorageNode;
  /** The literal initialiser, encoded; what records stored before the field existed get. */
  readonly default?: Json;
  readonly description?: string;
}

/** How a field is kept. Scalars are columns, top-level collections child tables, the rest JSON. */
export type StorageNode = ColumnNode | JsonColumnNode | CollectionNode;

export interface ColumnNode {
  readonly kind: 'column';
  /** snake_case. */
  readonly column: string;
  readonly type: ColumnType;
}

/** `timestamp` is RFC 3339 text; `bigint` a 64-bit integer whose JSON form is a decimal string. */
export type ColumnType = 'text' | 'number' | 'boolean' | 'timestamp' | 'bigint';

export interface JsonColumnNode {
  readonly kind: 'json';
  readonly column: string;
}

export interface CollectionNode {
  readonly kind: 'collection';
  /** `map` has string keys; `entries` is a Map with any other keys, encoded as pairs. */
  readonly shape: 'array' | 'set' | 'map' | 'entries';
  /** `<table>__<field>`. */
  readonly table: string;
  /** Schema of one element, or of one value of a Map. */
  readonly element: JsonSchema;
  /** Schema of a key; `entries` only. */
  readonly key?: JsonSchema;
}

/** A getter: a computed value of the in-process handle, over HTTP only where it is a view too. */
export interface GetterNode {
  readonly kind: 'getter';
  readonly name: string;
  readonly schema: JsonSchema;
  readonly description?: string;
}

/** A `@unique` or `@index` declaration. */
export interface ConstraintNode {
  readonly kind: 'unique' | 'index';
  /** What a violation reports as `field`: the decorated field, or its dotted path. */
  readonly field: string;
  /** All parts in order; more than one where `with` was given. */
  readonly parts: readonly ConstraintPartNode[];
}

export interface ConstraintPartNode {
  readonly kind: 'part';
  readonly field: string;
  /** Property names below the field, for scalars inside objects; empty for the field itself. */
  readonly path: readonly string[];
}

/** What a method accepts. */
export interface InputNode {
  readonly kind: 'input';
  /** `object`: the one parameter is the payload; `named`: properties bind to parameters; `none`: no payload. */
  readonly binding: 'object' | 'named' | 'none';
  readonly parameters: readonly ParameterNode[];
  /** Schema of the whole payload. */
  readonly schema: JsonSchema;
}

export interface ParameterNode {
  readonly kind: 'parameter';
  readonly name: string;
  readonly optional: boolean;
  readonly schema: JsonSchema;
  readonly default?: Json;
  readonly description?: string;
}

/** What every method node has. */
interface MethodNode {
  readonly name: string;
  readonly description?: string;
  readonly source: SourceNode;
  readonly input: InputNode;
  /** Names of the domain errors it can raise, sorted. */
  readonly errors: readonly string[];
}

/** The constructor. */
export interface CreateNode extends MethodNode {
  readonly kind: 'create';
  readonly name: 'create';
  readonly injectsContext: boolean;
}

export interface CommandNode extends MethodNode {
  readonly kind: 'command';
  /** kebab-case; the last segment of the route. */
  readonly path: string;
  /** Declared `async` or returning a Promise. */
  readonly async: boolean;
  readonly injectsContext: boolean;
  /** `null`: no return value, 204. */
  readonly result: JsonSchema | null;
  readonly audit: AuditLabelNode;
  readonly requireIfMatch: boolean;
  /** The topic its return value is emitted to. */
  readonly outbox?: string;
}

export interface AuditLabelNode {
  readonly kind: 'audit-label';
  /** snake_case of the command's name unless given. */
  readonly event: string;
  readonly message?: string;
}

export interface QueryNode extends MethodNode {
  readonly kind: 'query';
  readonly path: string;
  readonly async: boolean;
  /** `query`: GET with a query string; `body`: POST. */
  readonly transport: 'query' | 'body';
  readonly result: JsonSchema | null;
}

export interface ViewNode extends MethodNode {
  readonly kind: 'view';
  readonly path: string;
  readonly member: 'getter' | 'method';
  readonly async: boolean;
  readonly transport: 'query' | 'body';
  readonly result: JsonSchema | null;
}

export interface InvariantNode {
  readonly kind: 'invariant';
  readonly name: string;
  readonly source: SourceNode;
  readonly errors: readonly string[];
}

/** A class marked `@apiError`. */
export interface ErrorNode {
  readonly kind: 'error';
  /** The class's name. */
  readonly name: string;
  readonly status: number;
  /** Stable, snake_case. */
  readonly code: string;
  readonly description?: string;
  /** Public fields: extension members of the problem document. */
  readonly fields: readonly ParameterNode[];
  readonly $defs: Definitions;
}
