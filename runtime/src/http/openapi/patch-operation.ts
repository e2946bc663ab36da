import { patchSchema } from '@persist/contract';
import { patchMediaTypes } from '../routes/patch.js';
import type { Operation } from './document.js';
import { bodyCodes, changeCodes, changeErrors, json, uniqueCodes, writeCodes } from './method-operations.js';
import type { ModelVocabulary } from './model-vocabulary.js';
import { headers, parameters } from './shared-parts.js';

export function patchOperation(words: ModelVocabulary): Operation {
  const { model } = words;
  const schema = words.schema(patchSchema(model));
  return {
    operationId: words.operationId('patch'),
    tags: [model.name],
    summary: `Patch a ${model.className}`,
    description:
      'Merges the body into the record (RFC 7396): objects member by member, anything else is replaced. ' +
      '`null` removes what may be absent, and is the value of what may be null.',
    parameters: parameters('Id', 'IfMatch', 'IdempotencyKey', 'RequestId'),
    requestBody: {
      required: true,
      content: Object.fromEntries(patchMediaTypes.map((mediaType) => [mediaType, { schema }])),
    },
    responses: {
      200: {
        description: 'The record as it is now.',
        headers: headers('ETag', 'IdempotencyReplayed'),
        content: json(words.record),
      },
      ...words.problems({
        codes: [...writeCodes, ...changeCodes, ...bodyCodes, ...uniqueCodes(words)],
        errors: changeErrors(words, { errors: [] }),
      }),
    },
  };
}
