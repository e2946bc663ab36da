import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErrorNode, JsonSchema } from '@persist/contract';
import { apiError } from '../../../src/model/decorators.js';
import { PersistDomainError } from '../../../src/model/persist-domain-error.js';
import { isFault, mapConflictProblem, toProblem } from '../../../src/http/problems/problem.js';
import { problemResponse } from '../../../src/http/problems/problem-response.js';
import { RequestError } from '../../../src/http/problems/request-error.js';

@apiError({ status: 409, code: 'insufficient_funds' })
class InsufficientFunds extends Error {
  readonly checkedAt = new Date('2024-05-01T12:00:00Z');
  readonly limit: bigint | undefined = undefined;
  constructor(
    readonly accountId: string,
    readonly availableMinor: bigint,
    private readonly internalNote = 'secret',
  ) {
    super(`insufficient funds for account ${accountId}`);
  }
  note(): string {
    return this.internalNote;
  }
}

class CreditExhausted extends InsufficientFunds {}

@apiError
class SameAccount extends Error {}

const context = { instance: '/api/books/1/transfer', correlationId: 'c-1' };

const field = (name: string, schema: JsonSchema) =>
  ({ kind: 'parameter', name, optional: false, schema }) as const;

const insufficientFunds: ErrorNode = {
  kind: 'error',
  name: 'InsufficientFunds',
  status: 409,
  code: 'insufficient_funds',
  $defs: {},
  fields: [
    field('accountId', { type: 'string' }),
    field('availableMinor', { type: 'string', 'x-persist-type': 'bigint' }),
    field('checkedAt', { type: 'string', format: 'date-time', 'x-persist-type': 'date' }),
    field('limit', { type: 'string', 'x-persist-type': 'bigint' }),
  ],
};

test('a domain error is answered with its status, code, message and public fields', () => {
  const { status, document } = toProblem(new InsufficientFunds('a-1', 100n), {
    ...context,
    errors: [insufficientFunds],
  });

  assert.equal(status, 409);
  assert.deepEqual(document, {
    type: 'urn:persist:problem:insufficient_funds',
    title: 'Insufficient funds',
    status: 409,
    detail: 'insufficient funds for account a-1',
    code: 'insufficient_funds',
    instance: '/api/books/1/transfer',
    correlationId: 'c-1',
    accountId: 'a-1',
    availableMinor: '100',
    checkedAt: '2024-05-01T12:00:00.000Z',
  });
});

test('a subclass shows the public fields of the class it extends', () => {
  const { document } = toProblem(new CreditExhausted('a-1', 100n), {
    ...context,
    errors: [insufficientFunds],
  });

  assert.equal(document.status, 409);
  assert.equal(document['accountId'], 'a-1');
});

test('without the contract no field of a domain error is shown, since any could be private', () => {
  const { document } = toProblem(new InsufficientFunds('a-1', 100n), context);

  assert.deepEqual(Object.keys(document), [
    'type',
    'title',
    'status',
    'detail',
    'code',
    'instance',
    'correlationId',
  ]);
});

test('a domain error is answered with 422 and its name in snake_case unless it says otherwise', () => {
  const { status, document } = toProblem(new SameAccount('both are a-1'), context);

  assert.equal(status, 422);
  assert.equal(document.code, 'same_account');
  assert.equal(document.title, 'Same account');
});

test('an error of the toolkit is answered by the catalogue, with its details', () => {
  const error = new PersistDomainError('unique_conflict', 'Another book has this name.', {
    details: { field: 'name' },
  });

  assert.deepEqual(toProblem(error, context).document, {
    type: 'urn:persist:problem:unique_conflict',
    title: 'Value already taken',
    status: 409,
    detail: 'Another book has this name.',
    code: 'unique_conflict',
    instance: '/api/books/1/transfer',
    correlationId: 'c-1',
    field: 'name',
  });
});

for (const unforeseen of [
  new TypeError('cannot read properties of undefined (reading secret)'),
  new PersistDomainError('internal_error', 'secret', { details: { secret: 1 } }),
  'secret',
  undefined,
]) {
  test(`${String(unforeseen).slice(0, 30)} is an internal error that tells nothing of itself`, () => {
    const { status, document } = toProblem(unforeseen, context);

    assert.equal(status, 500);
    assert.equal(document.code, 'internal_error');
    assert.doesNotMatch(JSON.stringify(document), /secret/);
  });
}

test('overload and drain say when to come back', () => {
  assert.equal(toProblem(new PersistDomainError('overloaded', 'busy'), context).headers['retry-after'], '1');
  assert.equal(
    toProblem(new PersistDomainError('shutting_down', 'bye'), context).headers['retry-after'],
    '5',
  );
});

test('no problem may be stored by a cache', () => {
  assert.equal(
    toProblem(new PersistDomainError('precondition_required', 'x'), context).headers['cache-control'],
    'no-store',
  );
});

test('a refused method carries its Allow', () => {
  const problem = toProblem(new RequestError('method_not_allowed', 'no', { allow: 'GET' }), context);

  assert.equal(problem.status, 405);
  assert.equal(problem.headers['allow'], 'GET');
});

test('only conflicts are mapped to conflict problems', () => {
  const codes = [
    'write_conflict',
    'unique_conflict',
    'optimistic_lock_conflict',
    'idempotency_in_progress',
  ] as const;
  const statuses = codes.map(
    (code) => mapConflictProblem(new PersistDomainError(code, 'x'), context)?.status,
  );

  assert.deepEqual(statuses, [409, 409, 412, 409]);
  assert.equal(mapConflictProblem(new PersistDomainError('not_found', 'x'), context), undefined);
  assert.equal(mapConflictProblem(new SameAccount('x'), context), undefined);
});

test('the service is at fault for what nobody foresaw, not for refusing under load', () => {
  assert.equal(isFault(toProblem(new Error('x'), context)), true);
  assert.equal(isFault(toProblem(new PersistDomainError('store_failed', 'x'), context)), true);
  assert.equal(isFault(toProblem(new PersistDomainError('overloaded', 'x'), context)), false);
  assert.equal(isFault(toProblem(new SameAccount('x'), context)), false);
});

test('a problem is sent as problem+json', () => {
  const response = problemResponse(toProblem(new SameAccount('x'), context));

  assert.equal(response.status, 422);
  assert.deepEqual(response.headers, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  });
  assert.equal((JSON.parse(response.body) as { code: string }).code, 'same_account');
});
