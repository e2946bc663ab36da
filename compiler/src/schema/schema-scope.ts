import type { JsonSchema } from '@persist/contract';
import type { Problems } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import type { Location } from '../typescript/text-position.js';
import type { ts } from '../typescript/ts.js';
import type { DefinitionTable } from './definition-table.js';
import type { ExampleCheck } from './examples.js';
import type { Written } from './written-type.js';

/** A type where it is used. */
export interface Site {
  readonly type: ts.Type;
  /** The type as it is written, where it is: aliases of primitives keep their tags only there. */
  readonly written?: Written | undefined;
  /** How messages name it: `LedgerBook.accounts[].openedAt`. */
  readonly path: string;
  readonly place: Location;
  /** Whether `undefined` stands for an absent value here. */
  readonly optional?: boolean;
}

/** A union to be judged once all definitions are complete. */
export interface UnionCheck {
  readonly members: readonly JsonSchema[];
  readonly site: Site;
}

/** What the schemas of one contract node share. */
export interface SchemaScope {
  readonly app: AppSnapshot;
  readonly problems: Problems;
  readonly definitions: DefinitionTable;
  readonly unions: UnionCheck[];
  readonly examples: ExampleCheck[];
  isModel(symbol: ts.Symbol): boolean;
  /** The schema of a type; what cannot be described is reported, and `{}` stands in. */
  schemaOf(site: Site): JsonSchema;
}
