import {
  requiresInput,
  resolveRef,
  type CommandNode,
  type CreateNode,
  type ErrorNode,
  type Json,
  type JsonSchema,
  type QueryNode,
  type ViewNode,
} from '@persist/contract';
import type { ProblemCode } from '../problems/problem-catalogue.js';
import type { Content, MediaType, Operation, Parameter, PathItem, RequestBody, Response } from './document.js';
import type { ModelVocabulary } from './model-vocabulary.js';
import { headers, parameters } from './shared-parts.js';

export const readCodes = [
  'bad_request',
  'not_found',
  'internal_error',
  'overloaded',
  'shutting_down',
] as const;

/** Codes of what takes parameters in the query string. */
export const queryCodes = ['uri_too_long'] as const;

/** Codes of what reads a body, even one that it has no use for. */
export const contentCodes = ['payload_too_large', 'unsupported_media_type'] as const;

export const bodyCodes = [...contentCodes, 'validation_error'] as const;

export const writeCodes = [
  'bad_request',
  'internal_error',
  'store_failed',
  'store_full',
  'store_halted',
  'store_locked',
  'store_outdated',
  'overloaded',
  'shutting_down',
  'idempotency_in_progress',
  'idempotency_key_reused',
] as const;

/** Codes of a call that changes an existing record. */
export const changeCodes = ['not_found', 'write_conflict', 'optimistic_lock_conflict'] as const;

export function createOperation(words: ModelVocabulary): Operation {
  const { model } = words;
  const { create } = model;
  return {
    operationId: words.operationId('create'),
    tags: [model.name],
    ...texts(create, [`Create a ${model.className}`, 'Runs its constructor and stores what it makes.']),
    parameters: parameters('IdempotencyKey', 'RequestId'),
    ...requestBody(words, create),
    responses: {
      201: {
        description: 'The new record.',
        headers: headers('Location', 'ETag', 'IdempotencyReplayed'),
        content: json(words.record),
      },
      ...words.problems({
        codes: [...writeCodes, ...bodyCodes, ...uniqueCodes(words)],
        errors: changeErrors(words, create),
      }),
    },
  };
}

export function removeOperation(words: ModelVocabulary): Operation {
  const { model } = words;
  return {
    operationId: words.operationId('remove'),
    tags: [model.name],
    summary: `Remove a ${model.className}`,
    description: 'Its history stays readable, its unique values are free again.',
    parameters: parameters('Id', 'IfMatch', 'IdempotencyKey', 'RequestId'),
    responses: {
      204: { description: 'Removed.', headers: headers('IdempotencyReplayed') },
      ...words.problems({ codes: [...writeCodes, ...changeCodes, ...contentCodes], errors: [] }),
    },
  };
}

export function commandOperation(words: ModelVocabulary, command: CommandNode): Operation {
  const { model } = words;
  const codes: ProblemCode[] = [...writeCodes, ...changeCodes, ...bodyCodes, ...uniqueCodes(words)];
  if (command.requireIfMatch) codes.push('precondition_required');
  return {
    operationId: words.operationId(command.name),
    tags: [model.name],
    ...texts(command, [phraseOf(command.name), 'Changes the record, or nothing at all.']),
    parameters: parameters(
      'Id',
      command.requireIfMatch ? 'IfMatchRequired' : 'IfMatch',
      'IdempotencyKey',
      'RequestId',
    ),
    ...requestBody(words, command),
    responses: {
      ...success(words, command.result, headers('ETag', 'IdempotencyReplayed')),
      ...words.problems({ codes, errors: changeErrors(words, command) }),
    },
  };
}

export function readPathItem(words: ModelVocabulary, node: QueryNode | ViewNode): PathItem {
  const overBody = node.transport === 'body';
  const operation: Operation = {
    operationId: words.operationId(node.name),
    tags: [words.model.name],
    ...texts(node, [phraseOf(node.name), 'Reads, and changes nothing.']),
    parameters: [...parameters('Id', 'RequestId'), ...(overBody ? [] : queryParameters(words, node))],
    ...(overBody && requestBody(words, node)),
    responses: {
      ...success(words, node.result, headers('ETag')),
      ...words.problems({
        codes: [...readCodes, ...(overBody ? bodyCodes : queryCodes)],
        errors: words.errors(node.errors),
      }),
    },
  };
  return overBody ? { post: operation } : { get: operation };
}

function success(
  words: ModelVocabulary,
  result: JsonSchema | null,
  described: Response['headers'],
): Operation['responses'] {
  if (result === null) return { 204: { description: 'Done.', headers: described } };
  return { 200: { description: 'The result.', headers: described, content: json(words.schema(result)) } };
}

type Method = CreateNode | CommandNode | QueryNode | ViewNode;

function requestBody(words: ModelVocabulary, { input }: Method): { readonly requestBody?: RequestBody } {
  if (input.binding === 'none') return {};
  const { examples = [], ...schema } = input.schema;
  return {
    requestBody: {
      required: requiresInput(input, words.model.$defs),
      ...(input.binding === 'named' && { description: 'The properties are the parameters of the method.' }),
      content: { 'application/json': { schema: words.schema(schema), ...named(examples) } },
    },
  };
}

function queryParameters(words: ModelVocabulary, { input }: Method): readonly Parameter[] {
  const { properties = {}, required = [] } = resolveRef(input.schema, words.model.$defs);
  return Object.entries(properties).map(([name, schema]) => {
    const declared = input.parameters.find((parameter) => parameter.name === name);
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(declared?.description !== undefined && { description: declared.description }),
      // A list is written by repeating the parameter.
      style: 'form',
      explode: true,
      schema: words.schema(schema),
    };
  });
}

/** `example`, `example2` and so on. */
function named(examples: readonly Json[]): Pick<MediaType, 'examples'> {
  if (examples.length === 0) return {};
  const entries = examples.map((value, index) => [index === 0 ? 'example' : `example${index + 1}`, { value }]);
  return { examples: Object.fromEntries(entries) as MediaType['examples'] };
}

/** A change can also be refused by an invariant. */
export function changeErrors(words: ModelVocabulary, { errors }: Pick<CommandNode, 'errors'>): readonly ErrorNode[] {
  return words.errors([...errors, ...words.model.invariants.flatMap((invariant) => invariant.errors)]);
}

export function uniqueCodes({ model }: ModelVocabulary): readonly ProblemCode[] {
  return model.constraints.some((constraint) => constraint.kind === 'unique') ? ['unique_conflict'] : [];
}

/** `wordCount` → `Word count` */
function phraseOf(name: string): string {
  const words = name.replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The comment of a method: its first line says what it is, the whole of it how. */
function texts(
  { description }: Method,
  [summary, otherwise]: readonly [string, string],
): Pick<Operation, 'summary' | 'description'> {
  return { summary: description?.split('\n', 1)[0] ?? summary, description: description ?? otherwise };
}

export function json(schema: JsonSchema): Content {
  return { 'application/json': { schema } };
}
