import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { compileContract } from '@persist/compiler';
import { openApiForModel } from '@persist/runtime/http';
import { servedModels } from '../../src/dev-screen/served-models.js';
import { contract } from './screen-events.js';

test('the routes of the models that are served: their own first, then what every model has', () => {
  assert.deepEqual(
    servedModels(contract, ['notes']).map(({ basePath, routes }) => [
      basePath,
      ...routes.map(({ method, path, name }) => `${method} ${path} ${name}`),
    ]),
    [
      [
        '/api/notes',
        'POST /{id}/put-away putAway',
        'GET /{id}/word-count wordCount',
        'POST /{id}/views/matches matches',
        'POST / create',
        'GET / list',
        'GET /{id} get',
        'PATCH /{id} patch',
        'DELETE /{id} remove',
        'POST /_bulk/{command} bulk',
        'GET /{id}/_audits audits',
      ],
    ],
  );
});

test('every route that is shown is in the OpenAPI document', () => {
  const root = fileURLToPath(new URL('../../../templates/ledger-core', import.meta.url));
  const { contract: ledger } = compileContract({ root });
  const { paths } = openApiForModel(ledger!, 'ledger-books', { basePath: '/api' }) as unknown as {
    readonly paths: Readonly<Record<string, object>>;
  };
  const documented = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );

  const [model] = servedModels(ledger!, ['ledger-books']);
  const shown = model!.routes.map(({ method, path }) => {
    const below = path === '/' ? '' : path.replace('{command}', 'open-account');
    return `${method} ${model!.basePath}${below}`;
  });

  assert.deepEqual(
    shown.filter((route) => !documented.includes(route)),
    [],
  );
});
