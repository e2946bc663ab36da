import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fuzz } from './fuzzing.js';
import { hostileQueries } from './hostile/queries.js';
import { hostileTargets } from './hostile/targets.js';
import { Trial } from './hostile/trial.js';
import { json } from './wire/request-text.js';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'LOCK', 'QUERY', 'M-SEARCH'];

test('whatever its path, a request meets a route that is meant or none at all', async (t) => {
  const trial = await Trial.begin(t);
  const addresses = trial.operations.map(({ id }) => trial.addressOf(id).target);
  const paths = [...new Set([...addresses, '/_openapi.json', '/_docs', '/health', '/ready', '/api/visits/_openapi.json'])];

  await fuzz(
    fc.record({ method: fc.constantFrom(...methods), target: hostileTargets(paths), hasBody: fc.boolean() }),
    { ci: 1000, soak: 60_000 },
    async ({ method, target, hasBody }) => {
      await trial.ask({ method, target, headers: [json], ...(hasBody && { body: '{"surplus":1}' }) });
    },
  );

  await trial.assertUnharmed();
});

test('a method that a path does not serve is refused with the ones it does, whatever comes with it', async (t) => {
  const trial = await Trial.begin(t);
  const addresses = trial.operations.map(({ id }) => trial.addressOf(id));

  for (const target of new Set(addresses.map((address) => address.target))) {
    const served = addresses.filter((address) => address.target === target).map(({ method }) => method);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'].filter((each) => !served.includes(each))) {
      const { status, headers } = await trial.ask({ method, target, headers: [json], body: '{"surplus":' });
      const allowed = headers.get('allow')?.split(', ') ?? [];
      assert.deepEqual([status, served.filter((each) => !allowed.includes(each))], [405, []], `${method} ${target}`);
    }
  }
});

test('whatever a query string asks for, it is found, or refused as a bad request', async (t) => {
  const trial = await Trial.begin(t);
  const requests = trial.operations
    .filter(({ method }) => method === 'GET')
    .map(({ id, parameters }) => {
      const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      return fc.record({ id: fc.constant(id), query: hostileQueries(names.length === 0 ? ['page'] : names) });
    });

  await fuzz(fc.oneof(...requests), { ci: 1200, soak: 100_000 }, async ({ id, query }) => {
    const { status } = await trial.ask({ method: 'GET', target: `${trial.addressOf(id).target}?${query}` });
    assert.ok([200, 400, 404, 409, 414].includes(status), String(status));
  });

  await trial.assertUnharmed();
});
