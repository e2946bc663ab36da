import {
  bulkResultSchema,
  errorProblemSchema,
  patchDefinitions,
  patchSchema,
  recordSchema,
  type ErrorNode,
  type JsonSchema,
  type ModelNode,
} from '@persist/contract';
import { problemCatalogue, type ProblemCode } from '../problems/problem-catalogue.js';
import { auditSchemas } from './audit-schemas.js';
import type { Response } from './document.js';
import type { ModelVocabulary } from './model-vocabulary.js';
import { anyProblemSchema, cataloguedProblemSchema, problemName } from './problem-components.js';
import { ProblemResponses } from './problem-responses.js';
import { shareTypes, type SharedTypes, type TypeOwner } from './shared-types.js';
import { UniqueNames } from './unique-names.js';

/** The names of one document: its components, and how the operations of each model refer to them. */
export class DocumentVocabulary {
  readonly #errors: readonly ErrorNode[];
  readonly #owners: ReadonlyMap<ModelNode | ErrorNode, TypeOwner>;
  readonly #types: SharedTypes;
  readonly #responses: ProblemResponses;
  readonly #operationIds = new UniqueNames();

  constructor(models: readonly ModelNode[], errors: readonly ErrorNode[]) {
    this.#errors = errors.filter((error) => models.some((model) => raises(model, error)));
    this.#owners = new Map<ModelNode | ErrorNode, TypeOwner>([
      ...models.map((model) => [model, modelTypes(model)] as const),
      ...this.#errors.map((error) => [error, errorTypes(error)] as const),
    ]);
    this.#types = shareTypes([...this.#owners.values()], new UniqueNames(Object.keys(fixedSchemas)));
    this.#responses = new ProblemResponses((error) => this.#types.main(this.#owner(error)));
  }

  get schemas(): Readonly<Record<string, JsonSchema>> {
    return { ...this.#types.schemas, ...fixedSchemas };
  }

  /** Those that the operations written so far refer to. */
  get responses(): Readonly<Record<string, Response>> {
    return this.#responses.shared;
  }

  of(model: ModelNode): ModelVocabulary {
    const owner = this.#owner(model);
    const prefix = camelCase(model.name);
    return {
      model,
      record: this.#types.main(owner),
      schema: (schema) => this.#types.of(owner, schema),
      operationId: (name) => this.#operationIds.take(`${prefix}_${name}`, `${prefix}_call_${name}`),
      errors: (names) => this.#errors.filter((error) => names.includes(error.name)),
      problems: (refusals) => this.#responses.of(refusals),
    };
  }

  #owner(node: ModelNode | ErrorNode): TypeOwner {
    return this.#owners.get(node)!;
  }
}

const codes = Object.keys(problemCatalogue) as ProblemCode[];

/** What every document has, under names that nobody else may take. */
const fixedSchemas: Readonly<Record<string, JsonSchema>> = {
  ...auditSchemas,
  BulkResult: bulkResultSchema(),
  Problem: anyProblemSchema(),
  ...Object.fromEntries(codes.map((code) => [problemName(code), cataloguedProblemSchema(code)])),
};

function modelTypes(model: ModelNode): TypeOwner {
  const { className, create, commands, queries, views } = model;
  const methods = [...commands, ...queries, ...views];
  const inputs = [create, ...methods].map(({ input }) => input.schema);
  const results = methods.flatMap(({ result }) => (result === null ? [] : [result]));
  return {
    className,
    main: recordSchema(model),
    mainNames: [className, `${className}Record`],
    others: [...inputs, ...results, ...(model.patch ? [patchSchema(model)] : [])],
    $defs: patchDefinitions(model),
  };
}

function errorTypes(error: ErrorNode): TypeOwner {
  return {
    className: error.name,
    main: errorProblemSchema(error),
    mainNames: [`${error.name}Problem`, `${error.name}ErrorProblem`],
    others: [],
    $defs: error.$defs,
  };
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
