import type { JsonSchema } from '@persist/contract';
import { component, type Operation } from './document.js';
import { auditParameters, listParameters } from './list-parameters.js';
import { json, queryCodes, readCodes } from './method-operations.js';
import type { ModelVocabulary } from './model-vocabulary.js';
import { headers, parameters } from './shared-parts.js';

const collectionCodes = ['bad_request', ...queryCodes, 'internal_error', 'overloaded', 'shutting_down'] as const;

export function listOperation(words: ModelVocabulary): Operation {
  const { model } = words;
  return {
    operationId: words.operationId('list'),
    tags: [model.name],
    summary: `List ${model.name}`,
    description: 'By creation unless `sort` says otherwise. Text compares byte by byte and case-sensitive.',
    parameters: [...parameters('Page', 'PerPage', 'Cursor', 'RequestId'), ...listParameters(words)],
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
    description: 'As it is, or as it was at a version or a time: one of the two. What was stays readable after a removal.',
    parameters: parameters('Id', 'Version', 'AsOf', 'IfNoneMatch', 'RequestId'),
    responses: {
      200: { description: 'The record.', headers: headers('ETag'), content: json(words.record) },
      304: { description: 'The caller has this version.', headers: headers('ETag') },
      ...words.problems({ codes: [...readCodes, ...queryCodes], errors: [] }),
    },
  };
}

export function auditsOperation(words: ModelVocabulary): Operation {
  const { model } = words;
  return {
    operationId: words.operationId('audits'),
    tags: [model.name],
    summary: `History of a ${model.className}`,
    description: 'Newest first unless `sort` says otherwise. Stays readable after the record is removed.',
    parameters: [...parameters('Id', 'Page', 'PerPage', 'Cursor', 'RequestId'), ...auditParameters],
    responses: {
      200: {
        description: 'One page.',
        headers: headers(),
        content: json(pageSchema(component('schemas', 'AuditRecord'))),
      },
      ...words.problems({ codes: [...readCodes, ...queryCodes], errors: [] }),
    },
  };
}

function pageSchema(items: JsonSchema): JsonSchema {
  const count: JsonSchema = { type: 'integer', minimum: 0 };
  const ordinal: JsonSchema = { type: 'integer', minimum: 1 };
  const properties = {
    items: { type: 'array', items },
    page: { ...ordinal, description: 'Left out where a cursor was given.' },
    perPage: ordinal,
    total: count,
    totalPages: count,
    nextCursor: { type: 'string', description: 'Present while more follow; to be passed as `cursor`.' },
  } as const satisfies JsonSchema['properties'];
  return { type: 'object', properties, required: ['items', 'perPage', 'total', 'totalPages'] };
}
