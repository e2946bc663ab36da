import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fuzz } from './fuzzing.js';
import { hostileHeaders } from './hostile/headers.js';
import { Trial } from './hostile/trial.js';
import { json, type WireRequest } from './wire/request-text.js';

test('whatever its headers say, a request is answered or refused without a trace', async (t) => {
  const trial = await Trial.begin(t);
  const requests = trial.operations.map((operation) =>
    fc.record({
      id: fc.constant(operation.id),
      headers: hostileHeaders,
      body: operation.body === undefined ? fc.constant(undefined) : trial.bodiesOf(operation),
      isDeclared: fc.boolean(),
    }),
  );

  await fuzz(fc.oneof(...requests), { ci: 1200, soak: 80_000 }, async ({ id, headers, body, isDeclared }) => {
    const { method, target } = trial.addressOf(id);
    const content: Pick<WireRequest, 'body'> = body === undefined ? {} : { body: JSON.stringify(body) };
    await trial.ask({ method, target, headers: [...(isDeclared ? [json] : []), ...headers], ...content });
  });

  await trial.assertUnharmed();
});

test('no header takes long to read', async (t) => {
  const trial = await Trial.begin(t);
  const { target } = trial.addressOf('counters_add');
  const names = ['If-Match', 'If-None-Match', 'Idempotency-Key', 'X-Request-Id', 'Traceparent', 'Content-Type', 'Content-Encoding'];
  const beginnings = ['', '"1",', '"1"', '"', 'application/json;', '00-'];
  const runs = [' ', '\t', ',', '"', '\\"', 'W/', '1', ';', '/', '-', '=', '"1", ', ' \t,'];
  const values = beginnings.flatMap((beginning) => runs.map((run) => `${beginning}${run.repeat(15_000 / run.length)}\xe9`));

  for (const name of names) {
    for (const value of values) {
      // A walk over 15,000 characters takes microseconds; one that starts again at each of them a quarter of a second,
      // every time. A machine that is busy has a quick moment in between.
      let ms = Infinity;
      for (let round = 0; round < 20 && ms >= 150; round += 1) {
        const begun = performance.now();
        await trial.ask({ method: 'POST', target, headers: [json, [name, Buffer.from(value, 'latin1')]], body: '{}' });
        ms = Math.min(ms, performance.now() - begun);
      }
      assert.ok(ms < 150, `${name}: ${value.slice(0, 30)}… took ${ms} ms`);
    }
  }
});
