import { auditFields, filterableFields, listParameterNames, type FilterableField } from '../../query/index.js';
import type { Operator } from '../../store/query-plan.js';
import type { Parameter } from './document.js';
import type { ModelVocabulary } from './model-vocabulary.js';

/** `sort`, and for whatever can be filtered one parameter per operator: `score`, `score__gte` and so on. */
export function listParameters(words: ModelVocabulary): readonly Parameter[] {
  const fields = [...filterableFields(words.model).values()];
  return [sortParameter(fields), ...fields.flatMap((field) => filterParameters(words, field))];
}

/** The same for the history of a record, which is sorted by `version` only. */
export const auditParameters: readonly Parameter[] = [
  sortParameter([auditFields.get('version')!]),
  ...[...auditFields.values()].flatMap((field) =>
    field.operators.map((operator) => filterParameter(field, operator)),
  ),
];

function sortParameter(fields: readonly FilterableField[]): Parameter {
  const keys = fields.flatMap(({ name }) => [name, `-${name}`]);
  return {
    name: 'sort',
    in: 'query',
    description: 'Fields in order of weight; `-` sorts downwards.',
    style: 'form',
    explode: false,
    schema: { type: 'array', items: { type: 'string', enum: keys }, uniqueItems: true },
  };
}

function filterParameters(words: ModelVocabulary, field: FilterableField): readonly Parameter[] {
  const schema = words.schema(field.schema);
  return field.operators.map((operator) => filterParameter({ ...field, schema }, operator));
}

function filterParameter({ name, schema }: FilterableField, operator: Operator): Parameter {
  const parameter = { name: parameterName(name, operator), in: 'query' } as const;
  if (operator === 'isNull') return { ...parameter, schema: { type: 'boolean' } };
  if (operator === 'contains' || operator === 'startsWith')
    return { ...parameter, schema: { type: 'string' } };
  if (operator === 'in')
    return { ...parameter, style: 'form', explode: false, schema: { type: 'array', items: schema } };
  return { ...parameter, schema };
}

/** A field that is named like a parameter of the list itself is filtered by its full name. */
function parameterName(field: string, operator: Operator): string {
  const isTaken = listParameterNames.has(field);
  return operator === 'eq' && !isTaken ? field : `${field}__${operator}`;
}
