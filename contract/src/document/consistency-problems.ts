import { collectionFields } from '../model/model-fields.js';
import { isProblemMemberName } from '../naming/reserved-names.js';
import type { Contract, ErrorNode, ModelNode } from '../nodes.js';
import { modelProblems } from './model-problems.js';
import { repeated, type NamedPlace } from './repeated.js';
import { referenceProblems } from './reference-problems.js';
import type { ContractProblem } from './shape-problems.js';

/** Where parts of a well-formed contract contradict each other; empty when all is well. */
export function consistencyProblems(contract: Contract): readonly ContractProblem[] {
  const errors = new Set(contract.errors.map((error) => error.name));
  return [
    ...repeated('model', places(contract.models, 'models', 'name')),
    ...repeated('class', places(contract.models, 'models', 'className')),
    ...repeated('table', contract.models.flatMap(tablePlaces)),
    ...repeated('error', places(contract.errors, 'errors', 'name')),
    ...contract.models.flatMap((model, at) => modelProblems(model, `/models/${at}`, errors)),
    ...contract.errors.flatMap((error, at) => errorProblems(error, `/errors/${at}`)),
  ];
}

function places<K extends string>(
  nodes: readonly Readonly<Record<K, string>>[],
  list: string,
  key: K,
): readonly NamedPlace[] {
  return nodes.map((node, at) => ({ name: node[key], path: `/${list}/${at}/${key}` }));
}

function tablePlaces(model: ModelNode, at: number): readonly NamedPlace[] {
  const children = collectionFields(model).map((field) => ({
    name: field.storage.table,
    path: `/models/${at}/fields/${model.fields.indexOf(field)}/storage/table`,
  }));
  return [{ name: model.table, path: `/models/${at}/table` }, ...children];
}

function errorProblems(error: ErrorNode, path: string): readonly ContractProblem[] {
  const fields = error.fields.map((field, at) => ({ name: field.name, path: `${path}/fields/${at}/name` }));
  const reserved = fields.filter(({ name }) => isProblemMemberName(name));
  return [
    ...repeated('field', fields),
    ...reserved.map(({ name, path: place }) => ({
      path: place,
      message: `error ${error.name} has a field "${name}", which every problem document has already`,
    })),
    ...referenceProblems(error, error.$defs, path),
  ];
}
