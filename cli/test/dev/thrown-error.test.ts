import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thrownError } from '../../src/dev/thrown-error.js';

test('a hint that the message ends in is told once', () => {
  const error = Object.assign(new Error('It does not fit:\n- a\nChange the model.'), {
    code: 'unfit',
    hint: 'Change the model.',
  });

  const { message, hint } = thrownError(error);

  assert.equal(message, 'It does not fit:\n- a');
  assert.equal(hint, 'Change the model.');
});

test('what is thrown and is no error is told as text', () => {
  assert.deepEqual(thrownError(404), { message: '404', stack: '' });
});
