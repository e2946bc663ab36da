import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorFields } from '../../src/log/error-fields.js';

test('of an error a log shows its type, message, code, stack and cause, and no other member', () => {
  class PaymentFailed extends Error {
    readonly code = 'payment_failed';
    readonly card = '4111';
  }
  const error = new PaymentFailed('refused', { cause: new RangeError('limit') });

  const { stack, cause, ...rest } = errorFields(error);

  assert.deepEqual(rest, { type: 'PaymentFailed', message: 'refused', code: 'payment_failed' });
  assert.match(stack!, /^Error: refused\n {4}at /);
  assert.deepEqual([cause!.type, cause!.message], ['RangeError', 'limit']);
});

test('the errors of an aggregate are shown, and what was thrown without being an error', () => {
  const { errors } = errorFields(new AggregateError([new Error('one'), 'two'], 'both'));

  assert.deepEqual(
    errors!.map(({ type, message }) => [type, message]),
    [
      ['Error', 'one'],
      ['string', 'two'],
    ],
  );
});

test('a cause that leads back to its error ends', () => {
  const error = new Error('round');
  error.cause = error;

  assert.equal(JSON.stringify(errorFields(error)).match(/"message":"round"/g)!.length, 6);
});
