import type { JsonSchema } from '@persist/contract';
import { component } from './document.js';

/** A record's history, as `_audits` shows it; by component name. */
export const auditSchemas = {
  AuditRecord: {
    type: 'object',
    properties: {
      model: { type: 'string' },
      id: { type: 'string', format: 'uuid' },
      version: { type: 'integer', minimum: 1, description: 'The version it led to.' },
      action: { type: 'string', enum: ['create', 'command', 'patch', 'remove'] },
      event: {
        type: 'string',
        description: 'The name of the command in snake_case, or the label it declares.',
      },
      message: { type: 'string' },
      at: { type: 'string', format: 'date-time' },
      actor: { type: 'string' },
      requestId: { type: 'string' },
      input: { description: 'The payload.' },
      changes: component('schemas', 'ChangeSet'),
    },
    required: ['model', 'id', 'version', 'action', 'event', 'at', 'actor', 'requestId', 'changes'],
  },
  ChangeSet: {
    type: 'object',
    description: 'What changed, with the values before and after. Private fields are left out.',
    properties: {
      fields: { type: 'object', additionalProperties: component('schemas', 'FieldChange') },
      collections: {
        type: 'object',
        additionalProperties: { type: 'array', items: component('schemas', 'ElementChange') },
      },
    },
    required: ['fields', 'collections'],
  },
  FieldChange: {
    type: 'object',
    description: 'A side that is missing means that the field is absent there.',
    properties: { before: {}, after: {} },
  },
  ElementChange: {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['added', 'changed', 'moved', 'removed'] },
      key: { type: ['integer', 'string'], description: 'Identifies the element within its collection.' },
      order: { type: 'string', description: 'Sorts the elements, as text compared byte by byte.' },
      from: { type: 'string', description: 'The order before a move.' },
      to: { type: 'string', description: 'The order after a move.' },
      before: {},
      after: {},
    },
    required: ['kind', 'key'],
  },
} as const satisfies Record<string, JsonSchema>;
