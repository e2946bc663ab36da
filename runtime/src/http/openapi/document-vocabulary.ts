import {
  errorProblemSchema,
  problemSchema,
  recordSchema,
  type ErrorNode,
  type JsonSchema,
  type ModelNode,
} from '@persist/contract';
import { problemCatalogue, type ProblemCode } from '../problems/problem-catalogue.js';
import { auditSchemas } from './audit-schemas.js';
import { component } from './document.js';
import type { ModelVocabulary } from './model-vocabulary.js';
import { cataloguedProblemSchema, problemName } from './problem-components.js';
import { problemResponses, type ProblemNames } from './problem-responses.js';
import { shareTypes, type TypeOwner } from './shared-types.js';
import { UniqueNames } from './unique-names.js';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The schemas of a document, and how its operations refer to them. */
export interface DocumentVocabulary {
  readonly schemas: Schemas;
  of(model: ModelNode): ModelVocabulary;
}

export function documentVocabulary(
  models: readonly ModelNode[],
  allErrors: readonly ErrorNode[],
): DocumentVocabulary {
  const names = new UniqueNames();
  const fixed = fixedSchemas(names);
  const errors = allErrors.filter((error) => models.some((model) => raises(model, error)));
  const recordNames = new Map(
    models.map((model) => [model, names.take(model.className, `${model.className}Record`)]),
  );
  const errorNames = new Map(
    errors.map((error) => [error, names.take(`${error.name}Problem`, problemName(error.code))]),
  );
  const owners = new Map([...models.map(modelTypes), ...errors.map(errorTypes)]);
  const types = shareTypes([...owners.values()], names);
  const records = models.map((model) => [
    recordNames.get(model)!,
    types.of(owners.get(model)!, recordSchema(model)),
  ]);
  const problems = errors.map((error) => [
    errorNames.get(error)!,
    types.of(owners.get(error)!, errorProblemSchema(error)),
  ]);
  const problemNames: ProblemNames = { ofCode: problemName, ofError: (error) => errorNames.get(error)! };
  const operationIds = new UniqueNames();
  return {
    schemas: { ...Object.fromEntries(records), ...types.schemas, ...Object.fromEntries(problems), ...fixed },
    of: (model) => ({
      model,
      record: component('schemas', recordNames.get(model)!),
      schema: (schema) => types.of(owners.get(model)!, schema),
      operationId: (name) =>
        operationIds.take(`${camelCase(model.name)}_${name}`, `${camelCase(model.name)}_${name}_`),
      errors: (wanted) => errors.filter((error) => wanted.includes(error.name)),
      problems: (refusals) => problemResponses(refusals, problemNames),
    }),
  };
}

/** What every document has, under names that nobody else may take. */
function fixedSchemas(names: UniqueNames): Schemas {
  const codes = Object.keys(problemCatalogue) as ProblemCode[];
  const schemas = {
    ...auditSchemas,
    Problem: problemSchema(),
    ...Object.fromEntries(codes.map((code) => [problemName(code), cataloguedProblemSchema(code)])),
  };
  for (const name of Object.keys(schemas)) names.take(name);
  return schemas;
}

type Owned = readonly [ModelNode | ErrorNode, TypeOwner];

function modelTypes(model: ModelNode): Owned {
  const methods = [...model.commands, ...model.queries, ...model.views];
  const results = methods.flatMap(({ result }) => (result === null ? [] : [result]));
  const inputs = [model.create, ...methods].map(({ input }) => input.schema);
  return [
    model,
    { className: model.className, $defs: model.$defs, shown: [recordSchema(model), ...inputs, ...results] },
  ];
}

function errorTypes(error: ErrorNode): Owned {
  return [error, { className: error.name, $defs: error.$defs, shown: [errorProblemSchema(error)] }];
}

function raises({ create, commands, queries, views, invariants }: ModelNode, { name }: ErrorNode): boolean {
  return [create, ...commands, ...queries, ...views, ...invariants].some(({ errors }) =>
    errors.includes(name),
  );
}

/** `ledger-books` → `ledgerBooks` */
function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase());
}
