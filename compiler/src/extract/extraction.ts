import type { Problems } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import type { ts } from '../typescript/ts.js';
import type { CallGraph } from './call-graph.js';

/** What the extraction of one app shares. */
export interface Extraction {
  readonly app: AppSnapshot;
  readonly problems: Problems;
  /** Symbols of the classes marked `@model`. */
  readonly models: ReadonlySet<ts.Symbol>;
  readonly calls: CallGraph;
}
