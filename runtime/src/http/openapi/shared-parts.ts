import type { Header, Parameter, Reference } from './document.js';
import { component } from './document.js';

/** Parameters that many operations take, by component name. */
export const sharedParameters = {
  Id: {
    name: 'id',
    in: 'path',
    required: true,
    description: 'Id of the record (UUIDv7).',
    schema: { type: 'string', format: 'uuid' },
  },
  IfMatch: ifMatch(false),
  IfMatchRequired: ifMatch(true),
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'ETags the caller has. While one of them is current the answer is 304, without a body.',
    schema: { type: 'string', examples: ['"3"'] },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Repeating a request with the same key changes nothing more and gets the first answer again. ' +
      'Printable ASCII, bare or in double quotes; kept for 24 hours per actor.',
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: 255,
      examples: ['8e03978e-40d5-43e8-bc93-6894a57f9324'],
    },
  },
  RequestId: {
    name: 'X-Request-Id',
    in: 'header',
    description: 'Names the request in logs, audits and problem documents. Made where it is missing.',
    schema: { type: 'string', maxLength: 128 },
  },
  Page: {
    name: 'page',
    in: 'query',
    description: 'From 1.',
    schema: { type: 'integer', minimum: 1, default: 1 },
  },
  PerPage: {
    name: 'perPage',
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  },
  Cursor: {
    name: 'cursor',
    in: 'query',
    description:
      'The `nextCursor` of an answer: goes on after it, whatever was written meanwhile. ' +
      'With the same filters and `sort`, and without `page`.',
    schema: { type: 'string', minLength: 1 },
  },
  Version: {
    name: 'version',
    in: 'query',
    description: 'The version to read, instead of the current one.',
    schema: { type: 'integer', minimum: 1 },
  },
  AsOf: {
    name: 'asOf',
    in: 'query',
    description: 'The time to read as of; of several versions at the same time the last.',
    schema: { type: 'string', format: 'date-time' },
  },
} as const satisfies Record<string, Parameter>;

export const sharedHeaders = {
  ETag: {
    description: 'Version of the record, to be sent back as If-Match.',
    schema: { type: 'string', examples: ['"3"'] },
  },
  Location: { description: 'Path of the new record.', schema: { type: 'string', format: 'uri-reference' } },
  RequestId: { description: 'Id of the request: the one sent, or a new one.', schema: { type: 'string' } },
  IdempotencyReplayed: {
    description: 'Present where the answer is that of an earlier request with the same Idempotency-Key.',
    schema: { const: 'true' },
  },
  RetryAfter: { description: 'Seconds to wait before the next attempt.', schema: { type: 'integer' } },
} as const satisfies Record<string, Header>;

export function parameters(...names: readonly (keyof typeof sharedParameters)[]): readonly Reference[] {
  return names.map((name) => component('parameters', name));
}

const headerNames: Readonly<Record<keyof typeof sharedHeaders, string>> = {
  ETag: 'ETag',
  Location: 'Location',
  RequestId: 'X-Request-Id',
  IdempotencyReplayed: 'Idempotency-Replayed',
  RetryAfter: 'Retry-After',
};

/** Every answer carries the request's id besides these. */
export function headers(
  ...names: readonly (keyof typeof sharedHeaders)[]
): Readonly<Record<string, Reference>> {
  const all = ['RequestId', ...names] as const;
  return Object.fromEntries(all.map((name) => [headerNames[name], component('headers', name)]));
}

function ifMatch(required: boolean): Parameter {
  return {
    name: 'If-Match',
    in: 'header',
    required,
    description:
      'The ETag the record must still have, a list of them, or *. Otherwise nothing changes: 412.',
    schema: { type: 'string', examples: ['"3"'] },
  };
}
