import assert from 'node:assert/strict';
import { problemCatalogue } from '@persist/runtime/http';
import type { DocumentChecker } from './openapi/document-checker.js';
import type { WireAnswer } from './wire/parse-answers.js';

/** What the models themselves refuse with. */
export type DomainErrors = readonly { readonly code: string; readonly status: number }[];

export interface Expected {
  readonly checker: DocumentChecker;
  readonly errors: DomainErrors;
  /** Whether the answer has a head only. */
  readonly bodiless?: boolean;
}

/**
 * Asserts what holds for every answer, whatever was asked: it is a success, or a problem document that a caller can
 * rely on; never a fault of the service; and it tells nothing that is none of the caller's business.
 */
export function assertSound(answer: WireAnswer, asked: Buffer, { checker, errors, bodiless = false }: Expected): void {
  const { status, headers, body } = answer;
  const text = body.toString('utf8');
  assert.ok(status < 500, `${status}: ${text}`);
  assertTellsNothing(text, asked);
  assert.ok(headers.get('x-request-id'), `${status} without X-Request-Id`);
  if (status < 400) {
    assert.ok([200, 201, 204, 304].includes(status), `${status}: ${text}`);
    return;
  }
  assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8', `${status}: ${text}`);
  assert.equal(headers.get('cache-control'), 'no-store');
  if (bodiless) return;
  const problem = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const code = String(problem['code']);
  assert.equal(problem['status'], status);
  assert.equal(problem['type'], `urn:persist:problem:${code}`);
  assert.equal(problem['correlationId'], headers.get('x-request-id'));
  const known: DomainErrors = [...errors, ...Object.entries(problemCatalogue).map(([name, each]) => ({ code: name, ...each }))];
  assert.ok(known.some((each) => each.code === code && each.status === status), `unknown code: ${text}`);
  // The codes of models are not in the general schema.
  const general = code in problemCatalogue ? problem : { ...problem, code: 'bad_request' };
  assert.deepEqual(checker.violations({ $ref: '#/components/schemas/Problem' }, general), [], text);
}

const confidential =
  /node_modules|\.[cm]?[jt]s:\d+|\n\s+at |SQLITE|\bsqlite|\bSELECT\b|\bINSERT\b|\bUPDATE\b|persist\.db|\/home\/|\/tmp\/|\/srv\/secret/g;

/** Stack traces, statements and paths, other than what the caller wrote. */
function assertTellsNothing(text: string, asked: Buffer): void {
  const written = asked.toString('utf8');
  const told = (text.match(confidential) ?? []).filter((found) => !written.includes(found));
  assert.deepEqual(told, [], text);
}
