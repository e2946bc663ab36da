import type { JsonSchema } from '../json-schema.js';
import type { ProblemMemberName } from '../naming/reserved-names.js';
import type { ErrorNode } from '../nodes.js';

const members: Readonly<Record<Exclude<ProblemMemberName, 'recordId'>, JsonSchema>> = {
  type: { type: 'string', format: 'uri-reference' },
  title: { type: 'string' },
  status: { type: 'integer', minimum: 400, maximum: 599 },
  detail: { type: 'string' },
  code: { type: 'string' },
  instance: { type: 'string', format: 'uri-reference' },
  correlationId: { type: 'string' },
};

const recordId: JsonSchema = {
  type: 'string',
  format: 'uuid',
  description: 'In a bulk call, the record that was refused.',
};

/** Any problem document (RFC 9457). Open: single errors add members of their own. */
export function problemSchema(): JsonSchema {
  return { type: 'object', properties: { ...members, recordId }, required: Object.keys(members) };
}

/** The problem document of one domain error. References point into the error's `$defs`. */
export function errorProblemSchema(error: ErrorNode): JsonSchema {
  const fields = error.fields.map((field) => [field.name, field.schema] as const);
  const required = error.fields.filter((field) => !field.optional).map((field) => field.name);
  return {
    type: 'object',
    properties: {
      ...members,
      status: { type: 'integer', const: error.status },
      code: { type: 'string', const: error.code },
      recordId,
      ...Object.fromEntries(fields),
    },
    required: [...Object.keys(members), ...required],
    ...(error.description !== undefined && { description: error.description }),
  };
}
