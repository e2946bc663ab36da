import assert from 'node:assert/strict';
import type { Body, Reply } from './ledger-client.js';
import { publicRecord, type Expected } from './reference-service.js';

/** That a request was answered as the reference says; a new record is known by its id from then on. */
export function assertAnswered({ status, headers, body }: Reply, expected: Expected): void {
  assert.equal(status, expected.status, JSON.stringify(body));
  if (expected.code !== undefined) {
    assert.equal(body?.['code'], expected.code, JSON.stringify(body));
    return;
  }
  if (expected.version !== undefined) assert.equal(headers.get('etag'), `"${expected.version}"`);
  if (expected.created !== undefined) {
    const { created } = expected;
    if (created.id === '') created.id = String(body?.['id']);
    const [{ state }] = created.history as [(typeof created.history)[number]];
    assert.deepEqual(withoutTimes(body), publicRecord({ id: created.id, version: 1, state: state! }));
    return;
  }
  assert.deepEqual(isRecord(body) ? withoutTimes(body) : body, expected.body);
}

/** A record without what the clock gave it. */
export function withoutTimes(body: Body): object {
  const { createdAt, updatedAt, ...rest } = body ?? {};
  assert.ok(String(createdAt) <= String(updatedAt), `${String(updatedAt)} is before ${String(createdAt)}`);
  return rest;
}

function isRecord(body: unknown): body is NonNullable<Body> {
  return typeof body === 'object' && body !== null && 'createdAt' in body;
}
