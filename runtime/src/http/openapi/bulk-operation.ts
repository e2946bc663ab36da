import { bulkInputSchema, MAX_BULK_IDS, type CommandNode } from '@persist/contract';
import { component, type Operation } from './document.js';
import { bodyCodes, changeErrors, json, uniqueCodes, writeCodes } from './method-operations.js';
import type { ModelVocabulary } from './model-vocabulary.js';
import { headers, parameters } from './shared-parts.js';

export function bulkOperation(words: ModelVocabulary, command: CommandNode): Operation {
  const { model } = words;
  const { name, description } = command;
  return {
    operationId: words.operationId(`bulk_${name}`),
    tags: [model.name],
    summary: `${description?.split('\n', 1)[0] ?? `Command ${name}`} (many at once)`,
    description:
      `Runs \`${name}\` on up to ${MAX_BULK_IDS} records, in the order of their ids and with one input for all: ` +
      'all are changed, or none. Where one record refuses, the problem has its `recordId`.',
    parameters: parameters('IdempotencyKey', 'RequestId'),
    requestBody: { required: true, content: json(words.schema(bulkInputSchema(command, model.$defs))) },
    responses: {
      200: {
        description: 'All records are changed.',
        headers: headers('IdempotencyReplayed'),
        content: json(component('schemas', 'BulkResult')),
      },
      ...words.problems({
        codes: [...writeCodes, 'not_found', 'write_conflict', ...bodyCodes, ...uniqueCodes(words)],
        errors: changeErrors(words, command),
      }),
    },
  };
}
