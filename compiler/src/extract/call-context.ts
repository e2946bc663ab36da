import type { Problems } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import type { ts } from '../typescript/ts.js';
import type { DomainError } from './domain-errors.js';

/** What reading the calls of an app needs. */
export interface CallContext {
  readonly app: AppSnapshot;
  readonly problems: Problems;
  readonly domainErrors: ReadonlyMap<ts.Symbol, DomainError>;
}
