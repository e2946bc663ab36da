import type { SchemaScope } from '../schema/schema-scope.js';
import type { ts } from '../typescript/ts.js';
import type { Extraction } from './extraction.js';
import type { Member, NamedClass } from './members.js';

/** A class marked `@model`, on its way into the contract. */
export interface ModelClass extends NamedClass {
  readonly symbol: ts.Symbol;
  readonly members: readonly Member[];
  /** Domain errors that its invariants can raise, and so every change of its state. */
  readonly invariantErrors: readonly string[];
  readonly extraction: Extraction;
  readonly scope: SchemaScope;
}
