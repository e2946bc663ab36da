import { filteredField } from '../naming/list-operators.js';
import { columnName } from '../naming/names.js';
import { isRecordFieldName, isReservedMethodName, recordFieldNames } from '../naming/reserved-names.js';
import type { FieldNode, InputNode, ModelNode } from '../nodes.js';
import { referenceProblems } from './reference-problems.js';
import { repeated, type NamedPlace } from './repeated.js';
import type { ContractProblem } from './shape-problems.js';

/** Where parts of one model contradict each other. */
export function modelProblems(
  model: ModelNode,
  path: string,
  errors: ReadonlySet<string>,
): readonly ContractProblem[] {
  return [
    ...tableProblems(model, path),
    ...fieldProblems(model, path),
    ...constraintProblems(model, path),
    ...pathProblems(model, path),
    ...methodsOf(model, path).flatMap((method) => methodProblems(method, errors)),
    ...referenceProblems(model, model.$defs, path),
  ];
}

function tableProblems(model: ModelNode, path: string): readonly ContractProblem[] {
  if (!model.table.startsWith('sqlite_')) return [];
  return [
    {
      path: `${path}/table`,
      message: `SQLite keeps names with "sqlite_" in front for itself: "${model.table}"`,
    },
  ];
}

const recordColumns = recordFieldNames.map(columnName);

function fieldProblems({ className, fields }: ModelNode, path: string): readonly ContractProblem[] {
  const at = (index: number): string => `${path}/fields/${index}`;
  return [
    ...repeated(
      'field',
      fields.map(({ name }, index) => ({ name, path: `${at(index)}/name` })),
    ),
    ...repeated(
      'column',
      fields.flatMap((field, index) => columnPlace(field, at(index))),
    ),
    ...fields.flatMap((field, index) => reservedFieldProblems(className, field, at(index))),
    ...filterProblems({ className, fields }, path),
  ];
}

/** Fields whose name is also a filter of another one. */
function filterProblems(
  { className, fields }: Pick<ModelNode, 'className' | 'fields'>,
  path: string,
): readonly ContractProblem[] {
  const shown = fields.filter(({ visibility }) => visibility === 'public');
  const names = new Set<string>([...recordFieldNames, ...shown.map(({ name }) => name)]);
  return shown.flatMap((field) => {
    const other = filteredField(field.name);
    if (other === undefined || !names.has(other)) return [];
    const place = `${path}/fields/${fields.indexOf(field)}/name`;
    return [{ path: place, message: `${className}.${field.name}: a list filters ${other} by this name` }];
  });
}

function columnPlace({ storage }: FieldNode, path: string): readonly NamedPlace[] {
  return storage.kind === 'collection' ? [] : [{ name: storage.column, path: `${path}/storage/column` }];
}

function reservedFieldProblems(
  className: string,
  field: FieldNode,
  path: string,
): readonly ContractProblem[] {
  if (isRecordFieldName(field.name)) {
    return [
      { path: `${path}/name`, message: `${className}.${field.name} is a fact that every record has already` },
    ];
  }
  return columnPlace(field, path)
    .filter(({ name }) => recordColumns.includes(name))
    .map(({ name, path: place }) => ({
      path: place,
      message: `column "${name}" is one that every table has already`,
    }));
}

function constraintProblems(
  { className, fields, constraints }: ModelNode,
  path: string,
): readonly ContractProblem[] {
  const storageOf = new Map(fields.map((field) => [field.name, field.storage.kind]));
  return constraints.flatMap((constraint, at) => {
    const place = `${path}/constraints/${at}/parts`;
    const label = `@${constraint.kind}`;
    if (constraint.parts.length === 0) return [{ path: place, message: `${label} covers no field` }];
    return constraint.parts.flatMap(({ field }, index) => {
      const kind = storageOf.get(field);
      if (kind === 'column' || kind === 'json') return [];
      const why =
        kind === undefined ? 'which does not exist' : 'a collection, whose elements it cannot cover';
      return [{ path: `${place}/${index}/field`, message: `${label} names ${className}.${field}, ${why}` }];
    });
  });
}

function pathProblems(model: ModelNode, path: string): readonly ContractProblem[] {
  const placesOf = (list: 'commands' | 'queries' | 'views'): readonly NamedPlace[] =>
    model[list].map((method, at) => ({ name: method.path, path: `${path}/${list}/${at}/path` }));
  return [
    // Commands and queries share the space below a record; views have their own.
    ...repeated('path', [...placesOf('commands'), ...placesOf('queries')]),
    ...repeated('path', placesOf('views')),
    ...reservedMethodProblems(model, 'commands', path),
    ...reservedMethodProblems(model, 'queries', path),
  ];
}

function reservedMethodProblems(
  model: ModelNode,
  list: 'commands' | 'queries',
  path: string,
): readonly ContractProblem[] {
  return model[list].flatMap(({ name }, at) => {
    if (!isReservedMethodName(name)) return [];
    const message = `${model.className}.${name} would hide a route of the framework`;
    return [{ path: `${path}/${list}/${at}/name`, message }];
  });
}

interface Method {
  readonly label: string;
  readonly path: string;
  readonly errors: readonly string[];
  readonly input?: InputNode;
}

function methodsOf(model: ModelNode, path: string): readonly Method[] {
  const lists = ['commands', 'queries', 'views', 'invariants'] as const;
  const methods = lists.flatMap((list) =>
    model[list].map((each, at): Method => ({
      ...each,
      label: `${model.className}.${each.name}`,
      path: `${path}/${list}/${at}`,
    })),
  );
  return [{ ...model.create, label: `new ${model.className}`, path: `${path}/create` }, ...methods];
}

function methodProblems(method: Method, errors: ReadonlySet<string>): readonly ContractProblem[] {
  const missing = method.errors
    .map((name, at) => ({ name, path: `${method.path}/errors/${at}` }))
    .filter(({ name }) => !errors.has(name))
    .map(({ name, path }) => ({
      path,
      message: `${method.label} raises ${name}, which is no error of the contract`,
    }));
  return [
    ...missing,
    ...(method.input === undefined ? [] : inputProblems(method.label, method.input, method.path)),
  ];
}

function inputProblems(label: string, input: InputNode, path: string): readonly ContractProblem[] {
  const count = input.parameters.length;
  const place = `${path}/input/parameters`;
  const names = input.parameters.map(({ name }, at) => ({ name, path: `${place}/${at}/name` }));
  if (input.binding === 'object' && count !== 1) {
    return [{ path: place, message: `${label} binds its payload to one parameter, but has ${count}` }];
  }
  if (input.binding === 'none' && count !== 0) {
    return [{ path: place, message: `${label} takes no payload, but has ${count} parameters` }];
  }
  return repeated('parameter', names);
}
