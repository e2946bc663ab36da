import type { ErrorNode, ModelNode } from '@persist/contract';
import type { ContractDiagnostic } from '../diagnostic.js';
import { Problems } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import { fromCompiler } from '../typescript/compiler-diagnostics.js';
import { placeOf } from '../typescript/text-position.js';
import { CallGraph } from './call-graph.js';
import type { DomainError } from './domain-errors.js';
import { errorNode } from './error-node.js';
import type { Extraction } from './extraction.js';
import type { MarkedClass } from './find-classes.js';
import { modelNode } from './model-node.js';
import type { Named } from './check-names.js';
import type { ts } from '../typescript/ts.js';

/** What one file adds to the contract. */
export interface FileExtraction {
  readonly models: readonly Named<ModelNode>[];
  readonly errors: readonly Named<ErrorNode>[];
  readonly diagnostics: readonly ContractDiagnostic[];
}

/** What a file declares, and what other files may declare of use to it. */
export interface FileDeclarations {
  readonly file: ts.SourceFile;
  readonly models: readonly MarkedClass[];
  readonly errors: readonly DomainError[];
  readonly allModels: ReadonlySet<ts.Symbol>;
  readonly allErrors: ReadonlyMap<ts.Symbol, DomainError>;
}

/** Reads the models and domain errors of a file. TypeScript's own errors in it count: types could not be trusted. */
export function extractFile(declared: FileDeclarations, app: AppSnapshot): FileExtraction {
  const problems = new Problems(app.root);
  const extraction: Extraction = {
    app,
    problems,
    models: declared.allModels,
    calls: new CallGraph({ app, problems, domainErrors: declared.allErrors }),
  };
  const place = ({ node }: MarkedClass) => placeOf(node.name ?? node, app.root);
  const models = declared.models.flatMap((found) => {
    const node = modelNode(found, extraction);
    return node === undefined ? [] : [{ node, place: place(found) }];
  });
  const errors = declared.errors.map((found) => ({
    node: errorNode(found, extraction),
    place: place(found),
  }));
  for (const diagnostic of app.program.getSemanticDiagnostics(declared.file)) {
    problems.add(fromCompiler(diagnostic, app.root));
  }
  return { models, errors, diagnostics: problems.list() };
}
