import type { JsonSchema } from '@persist/contract';
import { component, type Operation } from './document.js';
import { listParameters } from './list-parameters.js';
import { json, readCodes } from './method-operations.js';
import type { ModelVocabulary } from './model-vocabulary.js';
import { headers, parameters } from './shared-parts.js';

const collectionCodes = ['bad_request', 'internal_error', 'overloaded', 'shutting_down'] as const;

export function listOperation(words: ModelVocabulary): Operation {
  const { model } = words;
  return {
    operationId: words.operationId('list'),
    tags: [model.name],
    summary: `List ${model.name}`,
    description: 'By creation unless `sort` says otherwise. Text compares byte by byte and case-sensitive.',
    parameters: [...parameters('Page', 'PerPage', 'RequestId'), ...listParameters(words)],
    responses: {
      200: { description: 'One page.', headers: headers(), content: json(pageSchema(words.record)) },
      ...words.problems({ codes: collectionCodes, errors: [] }),
    },
  };
}

export function getOperation(words: ModelVocabulary): Operation {
  const { model } = words;
  return {
    operationId: words.operationId('get'),
    tags: [model.name],
    summary: `Get a ${model.className}`,
    parameters: parameters('Id', 'IfNoneMatch', 'RequestId'),
    responses: {
      200: { description: 'The record.', headers: headers('ETag'), content: json(words.record) },
      304: { description: 'The caller has the current version.', headers: headers('ETag') },
      ...words.problems({ codes: readCodes, errors: [] }),
    },
  };
}

export function auditsOperation(words: ModelVocabulary): Operation {
  const { model } = words;
  return {
    operationId: words.operationId('audits'),
    tags: [model.name],
    summary: `History of a ${model.className}`,
    description: 'Newest first. Stays readable after the record is removed.',
    parameters: parameters('Id', 'Page', 'PerPage', 'RequestId'),
    responses: {
      200: {
        description: 'One page.',
        headers: headers(),
        content: json(pageSchema(component('schemas', 'AuditRecord'))),
      },
      ...words.problems({ codes: readCodes, errors: [] }),
    },
  };
}

function pageSchema(items: JsonSchema): JsonSchema {
  const count: JsonSchema = { type: 'integer', minimum: 0 };
  const ordinal: JsonSchema = { type: 'integer', minimum: 1 };
  const properties = {
    items: { type: 'array', items },
    page: ordinal,
    perPage: ordinal,
    total: count,
    totalPages: count,
  } as const satisfies JsonSchema['properties'];
  return { type: 'object', properties, required: Object.keys(properties) };
}
