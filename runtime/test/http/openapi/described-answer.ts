import assert from 'node:assert/strict';
import type { JsonSchema } from '@persist/contract';
import type {
  Header,
  OpenApiDocument,
  Operation,
  Reference,
  Response,
} from '../../../src/http/openapi/document.js';
import { compileValidator } from '../../../src/model/validator.js';
import type { TestReply } from '../../../src/testing/index.js';

export interface Asked {
  readonly method: string;
  readonly path: string;
}

/** Asserts that a document foresees an answer: status, headers, media type and every member of the body. */
export function assertDescribed(document: OpenApiDocument, asked: Asked, reply: TestReply<unknown>): void {
  const place = `${asked.method} ${asked.path} → ${reply.status}`;
  const described = operationOf(document, asked).responses[String(reply.status)];
  assert.ok(described, `${place} is not in the document`);
  const { headers = {}, content } = resolve<Response>(document, described);
  const check = (what: string, value: unknown, schema: JsonSchema): void =>
    assert.deepEqual(violations(document, schema, value), [], `${place} ${what}`);
  for (const [name, header] of Object.entries(headers)) {
    const value = reply.headers.get(name);
    if (value !== null) check(name, headerValue(value), resolve<Header>(document, header).schema);
  }
  const mediaType = reply.headers.get('content-type')?.split(';')[0];
  assert.deepEqual(mediaType === undefined ? undefined : [mediaType], content && Object.keys(content), place);
  if (mediaType !== undefined) check('body', reply.body, content![mediaType]!.schema);
}

/** A number is written as one in a header. */
function headerValue(text: string): unknown {
  return /^\d+$/.test(text) ? Number(text) : text;
}

function operationOf({ paths }: OpenApiDocument, { method, path }: Asked): Operation {
  const [plain] = path.split('?');
  const template = plain!.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, '{id}');
  const operation = paths[template]?.[method.toLowerCase() as 'get'];
  assert.ok(operation, `${method} ${template} is not in the document`);
  return operation;
}

function resolve<T extends object>(document: OpenApiDocument, node: T | Reference): T {
  if (!('$ref' in node)) return node;
  const [, kind, name] = /^#\/components\/(\w+)\/(.+)$/.exec(node.$ref)!;
  return (document.components as unknown as Record<string, Record<string, T>>)[kind!]![name!]!;
}

function violations(document: OpenApiDocument, schema: JsonSchema, value: unknown) {
  const defs = Object.entries(document.components.schemas).map(([name, each]) => [name, local(each)] as const);
  return compileValidator(local(schema), Object.fromEntries(defs))(value);
}

/** With references into `$defs`, and without what only OpenAPI knows. */
function local(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) => (key === 'discriminator' ? undefined : value));
  return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as JsonSchema;
}
