import { errorCode } from '@persist/contract';
import {
  metadataOf,
  type ApiErrorOptions,
  type MemberMark,
  type ModelOptions,
} from './metadata.js';

/** Any class. */
export type Class<T extends object = object> = abstract new (...args: never[]) => T;

type ClassMark = (target: Class, context: ClassDecoratorContext) => void;
type MethodMark = (target: (...args: never[]) => unknown, context: ClassMethodDecoratorContext) => void;
type FieldMark = (target: undefined, context: ClassFieldDecoratorContext) => void;
type ViewMark = (
  target: (...args: never[]) => unknown,
  context: ClassMethodDecoratorContext | ClassGetterDecoratorContext,
) => void;

/** Options of `@command`. */
export interface CommandOptions {
  /** Label of the audit record. Default: the command's name in snake_case. */
  readonly audit?: { readonly event: string; readonly message?: string };
  /** Refuse calls without `If-Match` (428). Default false. */
  readonly requireIfMatch?: boolean;
}

/** Options of `@query` and `@view`. */
export interface ReadOptions {
  /** `query`: GET, arguments in the query string. `body`: POST. Default `query`. */
  readonly input?: 'query' | 'body';
}

/** Options of `@unique` and `@index`. */
export interface KeyOptions {
  /** Further fields of a composite key, after this one. */
  readonly with?: readonly string[];
  /** A scalar inside an object field, from the class: `address.zip`. */
  readonly path?: string;
}

/** Marks a class as a durable aggregate: its fields are the state, its methods the behaviour. */
export function model(target: Class, context: ClassDecoratorContext): void;
export function model(options?: ModelOptions): ClassMark;
export function model(first: Class | ModelOptions = {}, context?: ClassDecoratorContext): ClassMark | void {
  if (typeof first === 'function') {
    metadataOf(context!).model = {};
    return undefined;
  }
  return (_target, later) => {
    metadataOf(later).model = first;
  };
}

/** Marks an error class as part of the contract: thrown by a command, it answers with `status` and `code`. */
export function apiError(target: Class<Error>, context: ClassDecoratorContext): void;
export function apiError(options?: ApiErrorOptions): (target: Class<Error>, context: ClassDecoratorContext) => void;
export function apiError(
  first: Class<Error> | ApiErrorOptions = {},
  context?: ClassDecoratorContext,
): ((target: Class<Error>, context: ClassDecoratorContext) => void) | void {
  if (typeof first === 'function') {
    declareError({}, context!);
    return undefined;
  }
  return (_target, later) => declareError(first, later);
}

/** The name is taken now: an undecorated subclass is answered like the class that declares the error. */
function declareError({ status = 422, code }: ApiErrorOptions, context: ClassDecoratorContext): void {
  metadataOf(context).apiError = { status, code: code ?? errorCode(context.name ?? 'Error') };
}

/** Marks a method that changes the state; served as `POST /{id}/<name>`, atomic and audited. */
export function command(target: (...args: never[]) => unknown, context: ClassMethodDecoratorContext): void;
export function command(options?: CommandOptions): MethodMark;
export function command(_first?: unknown, context?: ClassMethodDecoratorContext): MethodMark | void {
  return mark('command', context);
}

/** Marks a method that reads; served as `GET /{id}/<name>`, or POST with `{ input: 'body' }`. */
export function query(target: (...args: never[]) => unknown, context: ClassMethodDecoratorContext): void;
export function query(options?: ReadOptions): MethodMark;
export function query(_first?: unknown, context?: ClassMethodDecoratorContext): MethodMark | void {
  return mark('query', context);
}

/** Marks a getter, or a method without required arguments, as a named read model at `/{id}/views/<name>`. */
export function view(
  target: (...args: never[]) => unknown,
  context: ClassMethodDecoratorContext | ClassGetterDecoratorContext,
): void;
export function view(options?: ReadOptions): ViewMark;
export function view(
  _first?: unknown,
  context?: ClassMethodDecoratorContext | ClassGetterDecoratorContext,
): ViewMark | void {
  return mark('view', context);
}

/** Marks a method that checks the changed state after every command; a throw undoes the command. */
export function invariant(_target: () => unknown, context: ClassMethodDecoratorContext): void {
  mark('invariant', context);
}

/** Emits the return value of a command to `topic`, in the same commit. */
export function outbox(topic: string): MethodMark {
  if (typeof topic !== 'string' || topic === '') {
    throw new TypeError('@outbox needs a topic: write @outbox(\'orders.placed\').');
  }
  return mark('outbox', undefined) as MethodMark;
}

/** No two records hold the same value of this field; absent values do not collide. */
export function unique(target: undefined, context: ClassFieldDecoratorContext): void;
export function unique(options?: KeyOptions): FieldMark;
export function unique(_first?: unknown, context?: ClassFieldDecoratorContext): FieldMark | void {
  return mark('unique', context);
}

/** Filters and sorts over this field use a database index. */
export function index(target: undefined, context: ClassFieldDecoratorContext): void;
export function index(options?: KeyOptions): FieldMark;
export function index(_first?: unknown, context?: ClassFieldDecoratorContext): FieldMark | void {
  return mark('index', context);
}

type MemberContext = { readonly name: string | symbol; readonly metadata: DecoratorMetadata };

/** Bare use passes the context and is done; called use returns the decorator. The contract holds the options. */
function mark(kind: MemberMark, context: MemberContext | undefined): ((target: unknown, context: MemberContext) => void) | undefined {
  if (context === undefined) {
    return (_target, later) => record(kind, later);
  }
  record(kind, context);
  return undefined;
}

function record(kind: MemberMark, context: MemberContext): void {
  metadataOf(context).members.set(String(context.name), kind);
}
