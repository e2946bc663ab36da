import { CONTRACT_VERSION, type Contract } from '@persist/contract';
import type { Problems } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import type { ts } from '../typescript/ts.js';
import { checkImports } from './check-imports.js';
import { checkErrorNames, checkModelNames } from './check-names.js';
import { findDomainErrors } from './domain-errors.js';
import { extractFile, type FileExtraction } from './extract-file.js';
import type { ExtractionCache } from './extraction-cache.js';
import { findClasses } from './find-classes.js';
import { checkStrayMarks } from './stray-marks.js';

/** Reads the contract of an app from its types, as far as it can be read: complete where no error is reported. */
export function extractContract(app: AppSnapshot, cache: ExtractionCache, problems: Problems): Contract {
  const classes = findClasses(app);
  const allModels = new Set(classes.models.map(({ symbol }) => symbol));
  const allErrors = findDomainErrors(classes, app);
  const errors = [...allErrors.values()];
  const fileOf = ({ node }: { readonly node: ts.Node }): ts.SourceFile => node.getSourceFile();
  const files = new Set([...classes.models, ...errors].map(fileOf));
  const extractions = cache.extractAll(app, [...files], (file) => {
    const models = classes.models.filter((model) => fileOf(model) === file);
    const ownErrors = errors.filter((error) => fileOf(error) === file);
    return extractFile({ file, models, errors: ownErrors, allModels, allErrors }, app);
  });
  checkImports(app, problems);
  checkStrayMarks(classes, { app, problems });
  return merge(extractions, problems);
}

function merge(extractions: readonly FileExtraction[], problems: Problems): Contract {
  const models = extractions.flatMap((each) => each.models);
  const errors = extractions.flatMap((each) => each.errors);
  checkModelNames(models, problems);
  checkErrorNames(errors, problems);
  for (const diagnostic of extractions.flatMap(({ diagnostics }) => diagnostics)) problems.add(diagnostic);
  return {
    contractVersion: CONTRACT_VERSION,
    models: models.map(({ node }) => node).sort(byName),
    errors: errors.map(({ node }) => node).sort(byName),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
