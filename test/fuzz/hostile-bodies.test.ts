import { test } from 'node:test';
import fc from 'fast-check';
import { fuzz } from './fuzzing.js';
import { hostileBodies } from './hostile/bodies.js';
import { Trial } from './hostile/trial.js';
import { json } from './wire/request-text.js';

test('whatever a body holds, it is taken as it is or refused without a trace', async (t) => {
  const trial = await Trial.begin(t);
  const requests = trial.operations
    .filter(({ body }) => body !== undefined)
    .map((operation) => fc.record({ id: fc.constant(operation.id), body: hostileBodies(trial.bodiesOf(operation)) }));

  await fuzz(fc.oneof(...requests), { ci: 1500, soak: 100_000 }, async ({ id, body }) => {
    const { method, target } = trial.addressOf(id);
    await trial.ask({ method, target, headers: [json], body });
  });

  await trial.assertUnharmed();
});
