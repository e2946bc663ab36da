import { CONTRACT_VERSION, type Contract, type ErrorNode } from '@persist/contract';
import type { Problems } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import { relativePath } from '../typescript/relative-path.js';
import type { ts } from '../typescript/ts.js';
import { CallGraph } from './call-graph.js';
import { checkModelNames } from './check-model.js';
import { findDomainErrors, type DomainError } from './domain-errors.js';
import { errorNode } from './error-node.js';
import type { Extraction } from './extraction.js';
import { findClasses, type AppClasses } from './find-classes.js';
import { modelNode } from './model-node.js';
import { checkStrayMarks } from './stray-marks.js';

export interface ExtractedContract {
  /** As far as it could be read: complete where no error was reported. */
  readonly contract: Contract;
  /** The files that declare models and domain errors. */
  readonly files: ReadonlySet<ts.SourceFile>;
}

/** Reads the contract of an app from its types. */
export function extractContract(app: AppSnapshot, problems: Problems): ExtractedContract {
  const classes = findClasses(app);
  const domainErrors = findDomainErrors(classes, app);
  const extraction: Extraction = {
    app,
    problems,
    models: new Set(classes.models.map(({ symbol }) => symbol)),
    calls: new CallGraph({ app, problems, domainErrors }),
  };
  checkStrayMarks(classes, extraction);
  const contract: Contract = {
    contractVersion: CONTRACT_VERSION,
    models: modelsOf(classes, extraction),
    errors: errorsOf([...domainErrors.values()], extraction),
  };
  const marked = [...classes.models, ...classes.errors];
  return { contract, files: new Set(marked.map(({ node }) => node.getSourceFile())) };
}

function modelsOf({ models }: AppClasses, extraction: Extraction): Contract['models'] {
  const found = models.flatMap((each) => {
    const node = modelNode(each, extraction);
    return node === undefined ? [] : [{ node, place: each.node.name ?? each.node }];
  });
  const named = found.map(({ node, place }) => ({
    className: node.className,
    name: node.name,
    file: node.source.file,
    place,
  }));
  checkModelNames(named, extraction);
  return found.map(({ node }) => node).sort(byName);
}

function errorsOf(found: readonly DomainError[], extraction: Extraction): readonly ErrorNode[] {
  const { app, problems } = extraction;
  const byClass = new Map<string, DomainError>();
  for (const error of found) {
    const other = byClass.get(error.name);
    if (other !== undefined && error.name !== '') {
      const file = relativePath(app.root, other.node.getSourceFile().fileName);
      problems.report(
        error.node.name ?? error.node,
        'error_name_duplicate',
        error.name,
        `${error.name} of ${file}`,
      );
    }
    byClass.set(error.name, other ?? error);
  }
  return found.map((error) => errorNode(error, extraction)).sort(byName);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
